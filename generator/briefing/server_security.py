"""What the preview server listens to: the head of a request, judged before anything is looked up.

Any page on the web can make a browser send requests to this machine, under a name of its own choosing (DNS
rebinding). So Host and Origin are judged for every method, and what is odd is refused, never repaired. Pure.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_TARGET = 2048
MAX_FIELDS = 100

_REQUEST_LINE = re.compile(rb"([A-Za-z!#$%&'*+.^_`|~-]{1,32}) ([\x21-\x7e]+) HTTP/1\.([01])")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that gets no page: the status, and why in one sentence (never a word of the request)."""

    status: int
    why: str


@dataclass(frozen=True, slots=True)
class Request:
    """A well-formed head."""

    method: str
    target: str
    """As sent: printable ASCII without spaces."""
    host: str | None
    origin: str | None
    keep_alive: bool
    has_body: bool


def parse_head(head: bytes) -> Request | Refusal:
    """Reads the head of an HTTP/1.0 or 1.1 request, without the empty line that ends it [RFC 9112, sections 2-5].

    Stricter than the standard allows: lines end in CRLF, fields are not folded, and Host and Origin stand once.
    """
    line, *rest = head.split(b"\r\n")
    start = _REQUEST_LINE.fullmatch(line)
    if start is None:
        return Refusal(400, "This is not an HTTP/1.1 request.")
    if len(rest) > MAX_FIELDS:
        return Refusal(431, "The request has too many header fields.")
    fields: dict[str, str] = {}
    for raw in rest:
        field = _FIELD.fullmatch(raw)
        if field is None:
            return Refusal(400, "A header field of the request is malformed.")
        name = field[1].decode("ascii").lower()
        if name in fields and name in {"host", "origin", "content-length", "transfer-encoding"}:
            return Refusal(400, "A header field stands twice in the request.")
        fields[name] = field[2].decode("latin-1").strip(" \t")
    return Request(
        method=start[1].decode("ascii"),
        target=start[2].decode("ascii"),
        host=fields.get("host"),
        origin=fields.get("origin"),
        keep_alive=start[3] == b"1" and "close" not in fields.get("connection", "").lower(),
        has_body=fields.get("content-length", "0") != "0" or "transfer-encoding" in fields,
    )


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may ask, for whichever method."""

    port: int
    hosts: frozenset[str]
    """Names and addresses this server goes by, as `host_name` writes them."""

    @staticmethod
    def of(host: str, port: int) -> Gate:
        """The gate of a server that was told to listen on `host`."""
        return Gate(port, frozenset({"localhost", "127.0.0.1", "[::1]", host_name(host)}))

    def refusal(self, request: Request, local_address: str) -> Refusal | None:
        """None where the request may pass.

        `local_address` is the address the client reached: under a wildcard host it is the only way to know it, and it
        is safe, because rebinding works with names and never with the address itself.
        """
        names = {*self.hosts, host_name(local_address)}
        with_port = {f"{name}:{self.port}" for name in names}
        if request.host is None or request.host.lower() not in names | with_port:
            return Refusal(403, "This preview answers under its own address only.")
        own = {f"http://{name}" for name in (with_port | names if self.port == 80 else with_port)}
        if request.origin is not None and request.origin.lower() not in own:
            return Refusal(403, "Another site may not ask this preview for anything.")
        return None


def host_name(host: str) -> str:
    """A host as a Host header writes it: lower case, IPv6 in brackets, IPv4 never mapped into IPv6."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host.lower()
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped) if address.ipv4_mapped else f"[{address}]"
    return str(address)


def site_path(target: str) -> str | Refusal:
    """The path below the site that an origin-form target means, decoded once: `""` for `/`, `events/` for `/events/`.

    The path is not known to exist; it has no `.`, `..`, hidden or empty part, no backslash and no control character.
    """
    if len(target) > MAX_TARGET:
        return Refusal(414, "The address is too long.")
    path = target.partition("?")[0]
    if not path.startswith("/") or "#" in path or _BAD_ESCAPE.search(path):
        return Refusal(400, "The address is malformed.")
    parts = []
    for raw in path[1:].split("/"):
        try:
            part = unquote_to_bytes(raw).decode("utf-8")
        except UnicodeDecodeError:
            return Refusal(400, "The address is not UTF-8.")
        if _NOT_IN_A_NAME.search(part) or part in {".", ".."}:
            return Refusal(400, "The address is malformed.")
        if part.startswith("."):
            return Refusal(404, "There is no such page.")
        parts.append(part)
    if "" in parts[:-1]:
        return Refusal(400, "The address is malformed.")
    return "/".join(parts)
