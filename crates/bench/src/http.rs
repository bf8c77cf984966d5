//! A lean HTTP/1.1 client on one kept connection, so that measuring costs little of the machine it measures.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// No answer takes longer; a server that hangs ends the run instead of holding it.
const PATIENCE: Duration = Duration::from_secs(40);

/// One answer, its body without transfer coding (a content coding such as br is kept).
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    /// Bytes on the wire, headers included.
    pub bytes: usize,
}

impl Answer {
    /// Value of a header; names in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    pub fn json(&self) -> Result<serde_json::Value, String> {
        serde_json::from_slice(&self.body).map_err(|e| format!("status {}: not JSON: {e}", self.status))
    }
}

/// A connection that is opened when needed and kept.
pub struct Connection {
    server: SocketAddr,
    stream: Option<TcpStream>,
    waiting: Vec<u8>,
}

impl Connection {
    pub fn to(server: SocketAddr) -> Connection {
        Connection { server, stream: None, waiting: Vec::new() }
    }

    /// Opens the connection before the clock starts.
    pub async fn open(&mut self) -> io::Result<()> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.server).await?;
            stream.set_nodelay(true)?;
            self.waiting.clear();
            self.stream = Some(stream);
        }
        Ok(())
    }

    pub async fn get(&mut self, path: &str, headers: &str) -> io::Result<Answer> {
        self.send(&get(path, headers)).await
    }

    pub async fn post(&mut self, path: &str, json: &serde_json::Value) -> io::Result<Answer> {
        self.send(&post(path, json)).await
    }

    /// Sends a whole request and reads the answer. After an error the next call opens a new connection.
    pub async fn send(&mut self, request: &[u8]) -> io::Result<Answer> {
        let answer = match timeout(PATIENCE, self.exchange(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        };
        let closes = |a: &Answer| a.header("connection").is_some_and(|v| v.eq_ignore_ascii_case("close"));
        if answer.as_ref().map_or(true, closes) {
            self.stream = None;
        }
        answer
    }

    async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.open().await?;
        let Some(stream) = &mut self.stream else { return Err(io::ErrorKind::NotConnected.into()) };
        stream.write_all(request).await?;
        let mut reader = Reader { stream, buffer: &mut self.waiting };
        let end = reader.until(b"\r\n\r\n").await?;
        let head = String::from_utf8_lossy(&reader.take(end)).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
        let (body, coded) = reader.body(&head).await?;
        Ok(Answer { status, bytes: end + coded, head, body })
    }
}

struct Reader<'a> {
    stream: &'a mut TcpStream,
    buffer: &'a mut Vec<u8>,
}

impl Reader<'_> {
    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }

    fn take(&mut self, count: usize) -> Vec<u8> {
        self.buffer.drain(..count).collect()
    }

    /// Position after the next `mark`.
    async fn until(&mut self, mark: &[u8]) -> io::Result<usize> {
        loop {
            if let Some(at) = self.buffer.windows(mark.len()).position(|w| w == mark) {
                return Ok(at + mark.len());
            }
            self.more().await?;
        }
    }

    async fn exactly(&mut self, count: usize) -> io::Result<Vec<u8>> {
        while self.buffer.len() < count {
            self.more().await?;
        }
        Ok(self.take(count))
    }

    /// The body, and how many bytes it took on the wire.
    async fn body(&mut self, head: &str) -> io::Result<(Vec<u8>, usize)> {
        if let Some(length) = header(head, "content-length") {
            let length = length.parse().map_err(|_| io::ErrorKind::InvalidData)?;
            return Ok((self.exactly(length).await?, length));
        }
        if header(head, "transfer-encoding") != Some("chunked") {
            return Ok((Vec::new(), 0));
        }
        let (mut body, mut coded) = (Vec::new(), 0);
        loop {
            let end = self.until(b"\r\n").await?;
            let line = String::from_utf8_lossy(&self.take(end)).trim().to_owned();
            let length = usize::from_str_radix(&line, 16).map_err(|_| io::ErrorKind::InvalidData)?;
            let chunk = self.exactly(length + 2).await?;
            coded += end + length + 2;
            if length == 0 {
                return Ok((body, coded));
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.split("\r\n").skip(1);
    lines.filter_map(|l| l.split_once(':')).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
}

/// A GET as bytes; `headers` are whole lines, each with its line end.
pub fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{headers}\r\n").into_bytes()
}

/// A POST of JSON as bytes.
pub fn post(path: &str, json: &serde_json::Value) -> Vec<u8> {
    let body = json.to_string();
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
