//! A file as other people's tools read it. They are Debian's qpdf and poppler-utils (scripts/deps).

use std::io::Write;

use serde_json::Value;
use tempfile::NamedTempFile;

use super::*;

pub struct Read {
    file: NamedTempFile,
}

impl Read {
    pub fn of(bytes: &[u8]) -> Read {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Read { file }
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> (bool, String) {
        let out = Command::new(program).args(before).arg(self.file.path()).args(after).output();
        let out = out.unwrap_or_else(|error| panic!("{program}: {error}; scripts/deps test installs it"));
        // Not all of it is UTF-8: pdfinfo hands on titles of headings as they are kept.
        (out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned())
    }

    fn told(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let (well, text) = self.run(program, before, after);
        assert!(well, "{program}: {text}");
        text
    }

    /// Whether qpdf finds every object and stream in order.
    pub fn sound(&self) -> bool {
        self.run("qpdf", &["--check"], &[]).0
    }

    /// One line of pdfinfo.
    pub fn fact(&self, name: &str) -> String {
        let all = self.told("pdfinfo", &[], &[]);
        let line = all.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
        line.unwrap_or_else(|| panic!("no {name} in {all}")).trim().to_owned()
    }

    pub fn pages(&self) -> usize {
        self.fact("Pages").parse().unwrap()
    }

    /// The metadata packet (XMP).
    pub fn metadata(&self) -> String {
        self.told("pdfinfo", &["-meta"], &[])
    }

    /// All objects, uncompressed.
    pub fn objects(&self) -> String {
        let out =
            Command::new("qpdf").args(["--qdf", "--object-streams=disable"]).arg(self.file.path()).arg("-").output();
        String::from_utf8_lossy(&out.unwrap().stdout).into_owned()
    }

    /// The structure tree with its text, as a screen reader walks it; without attributes.
    pub fn structure(&self) -> String {
        let all = self.told("pdfinfo", &["-struct-text"], &[]);
        let lines = all.lines().filter(|line| !line.trim_start().starts_with('/'));
        let kind = |line: &str| line.split([' ', ':']).next().unwrap_or_default().to_owned();
        let shown = |line: &str| match line.trim_start() {
            text if text.starts_with('"') => line.to_owned(),
            tag => format!("{}{}", &line[..line.len() - tag.len()], kind(tag)),
        };
        lines.map(shown).collect::<Vec<_>>().join("\n")
    }

    /// The text as it was set, without white space, since lines break where there is room.
    pub fn text(&self) -> String {
        squeezed(&self.told("pdftotext", &["-raw", "-enc", "UTF-8"], &["-"]))
    }

    /// Name, embedded, subset and Unicode of each font.
    pub fn fonts(&self) -> Vec<String> {
        self.told("pdffonts", &[], &[]).lines().skip(2).map(str::to_owned).collect()
    }

    /// Words that reach over the edge of their page, less a margin in points.
    pub fn over_the_edge(&self, margin: f64) -> Vec<String> {
        let boxes = self.told("pdftotext", &["-bbox"], &["-"]);
        let number = |line: &str, name: &str| -> f64 {
            let rest = line.split_once(&format!("{name}=\"")).unwrap().1;
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let (mut page, mut over) = ((0.0, 0.0), Vec::new());
        for line in boxes.lines().map(str::trim) {
            if line.starts_with("<page ") {
                page = (number(line, "width"), number(line, "height"));
            } else if line.starts_with("<word ") {
                let wide = number(line, "xMin") < margin || number(line, "xMax") > page.0 - margin;
                let tall = number(line, "yMin") < 0.0 || number(line, "yMax") > page.1;
                if wide || tall {
                    over.push(line.to_owned());
                }
            }
        }
        assert!(page.0 > 0.0, "no page in {boxes}");
        over
    }
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every text of a sheet, without white space.
pub fn words(sheet: &Sheet) -> Vec<String> {
    fn gather(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) => into.push(squeezed(text)),
            Value::Array(all) => all.iter().for_each(|one| gather(one, into)),
            Value::Object(all) => all.iter().filter(|(name, _)| *name != "size").for_each(|(_, one)| gather(one, into)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    gather(&serde_json::to_value(sheet).unwrap(), &mut all);
    all
}
