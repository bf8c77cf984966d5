#!/usr/bin/env python3
"""The scanner beside Presidio's pattern recognisers, on one text in one run.

    presidio.py --speed PATH/TO/speed [--text FILE] [--seconds 3] [--require 50 100]

`--speed` is the example of this crate, built for release. Without `--text` the text is the crate's open corpus and the
project's own pages, as they lie in the repository. Run it with a Python that has `presidio-analyzer`; `tests/load/rivals`
makes one. Only its pattern recognisers run, no language model: all that it loads for English, on which the ratio is
required, and beside them the five for kinds that the scanner finds too. Both are told the time that the process had a
core, not the time on the wall. `--require` fails below these megabytes a second of the scanner, and below this ratio.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Presidio's pattern recognisers for kinds that the scanner finds too.
SHARED = {"CreditCardRecognizer", "DateRecognizer", "EmailRecognizer", "IbanRecognizer", "IpRecognizer"}


def text_of_repository() -> str:
    """The open corpus without its marks, between the project's pages: about one find in every kilobyte and more."""
    corpus = (HERE.parent / "corpus" / "open.txt").read_text(encoding="utf-8")
    corpus = re.sub(r"\{[a-z_]+:([^}]*)\}", r"\1", corpus)
    pages = sorted((HERE.parents[2] / "docs").rglob("*.md"))
    return corpus + "\n".join(page.read_text(encoding="utf-8") for page in pages)


def presidio(file: str, seconds: float) -> None:
    """Runs inside the environment: prints one JSON object like the scanner's."""
    from presidio_analyzer import PatternRecognizer, RecognizerRegistry

    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    # What Presidio looks for when nobody chooses. Its recognisers for phones and names are no pattern recognisers, and slower.
    all_patterns = [r for r in registry.recognizers if isinstance(r, PatternRecognizer)]
    shared = [r for r in all_patterns if type(r).__name__ in SHARED]
    text = Path(file).read_text(encoding="utf-8")

    def once(pieces: list, made: list) -> int:
        return sum(len(r.analyze(piece, r.supported_entities, None) or []) for piece in pieces for r in made)

    def rate(pieces: list, made: list) -> tuple:
        hits = once(pieces, made)
        rounds, start = 0, time.process_time()
        while rounds == 0 or time.process_time() - start < seconds:
            once(pieces, made)
            rounds += 1
        spent = time.process_time() - start
        return len(text.encode()) * rounds / spent / 1e6, hits

    def best(made: list) -> dict:
        # Whichever way of feeding it suits it better counts.
        mb_per_s, hits = max(rate(text.splitlines(), made), rate([text], made))
        return {"mb_per_s": mb_per_s, "hits": hits, "recognisers": len(made)}

    print(json.dumps({"all": best(all_patterns), "shared": best(shared)}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", help="the built example `speed`")
    parser.add_argument("--text", help="a text file in UTF-8")
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--require", nargs=2, type=float, metavar=("MB_PER_S", "RATIO"))
    parser.add_argument("--inside", metavar="FILE", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.inside:
        presidio(wanted.inside, wanted.seconds)
        return 0
    if not wanted.speed:
        parser.error("--speed is missing: cargo build --release -p torg-scan --example speed")
    text = Path(wanted.text).read_text(encoding="utf-8") if wanted.text else text_of_repository()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, encoding="utf-8")
        scanner = [wanted.speed, str(file), str(wanted.seconds)]
        inside = [sys.executable, str(Path(__file__).resolve()), "--inside", str(file), "--seconds", str(wanted.seconds)]
        ours, theirs = (
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            for command in (scanner, inside)
        )
    print(f"text      {ours['bytes'] / 1e3:9.0f} kB")
    print(f"scanner   {ours['mb_per_s']:9.2f} MB/s, {ours['hits']} hits, every kind but names")
    ratios = {}
    for which, told in theirs.items():
        ratios[which] = ours["mb_per_s"] / told["mb_per_s"]
        what = "that it loads for English" if which == "all" else "of kinds that both find"
        line = f"{told['mb_per_s']:9.4f} MB/s, {told['hits']} hits, {told['recognisers']} pattern recognisers {what}"
        print(f"presidio  {line}: ratio {ratios[which]:.0f}")
    if wanted.require and (ours["mb_per_s"] < wanted.require[0] or ratios["all"] < wanted.require[1]):
        print(f"below {wanted.require[0]:.0f} MB/s or {wanted.require[1]:.0f} times Presidio", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
