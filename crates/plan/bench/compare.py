#!/usr/bin/env python3
"""Compares the planner's search with PyVRP on team orienteering instances of the Chao kind.

    python bench/compare.py --torg 'target/release/torg plan' --seconds 2 --seeds 10

Instances are generated from a fixed seed: 32, 64 and 100 points, 2 to 4 vehicles, tight to loose limits. Both
programs get one core and the same seconds. Every answer is checked again here, on unrounded distances.
Needs PyVRP 0.14 (pip install pyvrp) in the Python that runs this.
"""

import argparse
import json
import math
import os
import random
import shlex
import subprocess
import sys
import tempfile

SCALE = 10_000


def generate(number):
    """One instance; `number` decides size, vehicles, how tight, and how the points lie."""
    dice = random.Random(7_000 + number)
    size = (32, 64, 100)[number % 3]
    vehicles = 2 + (number // 3) % 3
    tight = (0.35, 0.55, 0.8, 1.1)[(number // 9 + number) % 4]
    shape = number % 4
    width = 20 + 80 * dice.random()
    points = []
    for i in range(size):
        if shape == 1:  # towns
            town = i % 6
            x, y = width * ((town * 37) % 100) / 100, width * ((town * 61) % 100) / 100
            points.append((dice.gauss(x, width / 14), dice.gauss(y, width / 14)))
        elif shape == 2:  # a grid with gaps
            side = math.ceil(math.sqrt(size))
            points.append((width * (i % side) / side, width * (i // side) / side))
        else:
            points.append((width * dice.random(), width * dice.random()))
    if shape == 3:  # worth more the farther away
        centre = (width / 2, width / 2)
        scores = [max(1, round(40 * math.dist(p, centre) / width)) for p in points]
    else:
        scores = [dice.choice((5, 10, 15, 20, 25, 30, 40)) if dice.random() < 0.6 else dice.randint(1, 50) for _ in points]
    start, end = (points[0], points[-1]) if number % 2 else ((width / 2, 0.0), (width / 2, 0.0))
    points[0], points[-1], scores[0], scores[-1] = start, end, 0, 0
    limit = round(math.dist(start, end) + tight * width * 4.2 / vehicles, 1)
    points = [(round(x, 3), round(y, 3)) for x, y in points]
    return {"name": f"g{number:02d}-{size}-{vehicles}", "points": points, "scores": scores, "m": vehicles, "tmax": limit}


def chao(instance):
    head = f"n {len(instance['points'])}\nm {instance['m']}\ntmax {instance['tmax']}\n"
    return head + "".join(f"{x}\t{y}\t{s}\n" for (x, y), s in zip(instance["points"], instance["scores"]))


def check(instance, routes, stated):
    """The score of an answer, or a complaint: written apart from both programs."""
    last = len(instance["points"]) - 1
    if len(routes) > instance["m"]:
        raise SystemExit("too many routes")
    seen = set()
    for route in routes:
        if route[0] != 0 or route[-1] != last:
            raise SystemExit("a route does not go from first to last point")
        length = sum(math.dist(instance["points"][a], instance["points"][b]) for a, b in zip(route, route[1:]))
        if length > instance["tmax"] + 1e-6:
            raise SystemExit(f"a route is {length} long, {instance['tmax']} allowed")
        for point in route[1:-1]:
            if point in seen or point in (0, last):
                raise SystemExit(f"point {point} twice")
            seen.add(point)
    score = sum(instance["scores"][p] for p in seen)
    if stated is not None and stated != score:
        raise SystemExit(f"score {stated} stated, {score} collected")
    return score


def ours(command, instance, seconds, seed, core):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write(chao(instance))
    try:
        line = ["taskset", "-c", core, *shlex.split(command), "--top", file.name, "--seconds", str(seconds), "--seed", str(seed)]
        answer = json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout)
    finally:
        os.unlink(file.name)
    return check(instance, answer["routes"], answer["score"])


def pyvrp_once(instance, seconds, seed):
    """Runs in a process of its own, bound to one core."""
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    limit = math.floor(instance["tmax"] * SCALE)
    weight = instance["m"] * limit + 1
    last = len(instance["points"]) - 1
    model = Model()
    nodes = [model.add_location(round(x * SCALE), round(y * SCALE)) for x, y in instance["points"]]
    start, end = model.add_depot(nodes[0]), model.add_depot(nodes[-1])
    for node, score in zip(nodes[1:-1], instance["scores"][1:-1]):
        model.add_client(node, prize=score * weight, required=False)
    model.add_vehicle_type(instance["m"], start_depot=start, end_depot=end, max_distance=limit)
    for i, a in enumerate(instance["points"]):
        for j, b in enumerate(instance["points"]):
            if i != j:
                model.add_edge(nodes[i], nodes[j], distance=math.ceil(math.dist(a, b) * SCALE))
    found = model.solve(stop=MaxRuntime(seconds), seed=seed, display=False)
    if not found.is_feasible():
        return []
    last = len(nodes) - 1
    return [[0, *(stop.idx + 1 for stop in route if stop.is_client()), last] for route in found.best.routes()]


def theirs(instance, seconds, seed, core):
    line = ["taskset", "-c", core, sys.executable, os.path.abspath(__file__), "--one", json.dumps(instance), str(seconds), str(seed)]
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return check(instance, json.loads(done.stdout), None)


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--one":
        print(json.dumps(pyvrp_once(json.loads(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--torg", required=True, help="the command that takes --top FILE --seconds S --seed K")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--instances", default="0-35", help="a range such as 0-11, or numbers with commas")
    parser.add_argument("--core", default="1")
    parser.add_argument("--only-ours", action="store_true")
    given = parser.parse_args()
    low, _, high = given.instances.partition("-")
    numbers = range(int(low), int(high) + 1) if high else [int(n) for n in given.instances.split(",")]
    sums, worst = [0, 0], (math.inf, "")
    print(f"{'instance':14} {'tmax':>7} {'torg':>9} {'pyvrp':>9} {'ratio':>7}")
    for number in numbers:
        instance = generate(number)
        mine = sum(ours(given.torg, instance, given.seconds, s, given.core) for s in range(1, given.seeds + 1))
        other = 0 if given.only_ours else sum(theirs(instance, given.seconds, s, given.core) for s in range(1, given.seeds + 1))
        ratio = mine / other if other else 1.0
        worst = min(worst, (ratio, instance["name"]))
        sums = [sums[0] + mine, sums[1] + other]
        print(f"{instance['name']:14} {instance['tmax']:7.1f} {mine / given.seeds:9.1f} {other / given.seeds:9.1f} {ratio:7.4f}", flush=True)
    print(f"sum {sums[0]} against {sums[1]}: ratio {sums[0] / max(1, sums[1]):.5f}; worst {worst[1]} {worst[0]:.4f}")
    print(f"{given.seconds:g} s, {given.seeds} seeds, one core; public Chao files: not run (not carried here)")
    if not given.only_ours and (sums[0] < sums[1] or worst[0] < 0.98):
        sys.exit(1)


if __name__ == "__main__":
    main()
