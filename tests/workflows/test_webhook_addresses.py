"""Whom a webhook may call: each class of address that is refused, and no second question."""

import socket
import threading
import time

import pytest

from tests.hooking import receiver
from workflows.hooks import reaching, sending
from workflows.hooks.reaching import NotCalled, Place

REFUSED = {
    "loopback": ["127.0.0.1", "127.8.8.8", "::1"],
    "private": ["10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "fd00::1"],
    "link-local": ["169.254.169.254", "fe80::1", "fe80::1%1"],
    "multicast": ["224.0.0.1", "239.1.2.3", "ff02::1", "ff0e::1"],
    "reserved": [
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "2001:db8::1",
        "100::1",
    ],
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],
    "site-local": ["fec0::1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::7f00:1"],
    "tunnelled": ["2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    "behind NAT64": ["64:ff9b::7f00:1", "64:ff9b::a00:1"],
}


@pytest.mark.parametrize("address", [one for several in REFUSED.values() for one in several])
def test_an_address_that_is_not_public_is_refused(address):
    assert not reaching.is_public(address)
    with pytest.raises(NotCalled):
        reaching.checked(Place("system.example", 443, "/"), lambda _host, _port: [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::1", "64:ff9b::808:808"])
def test_a_public_address_is_called(address):
    assert reaching.is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    found = ["8.8.8.8", "10.0.0.1"]
    with pytest.raises(NotCalled):
        reaching.checked(Place("system.example", 443, "/"), lambda _host, _port: found)


def test_what_the_name_servers_of_the_house_know_is_told_to_nobody(monkeypatch):
    """A name that leads inside, one that leads nowhere and one that is none: one sentence."""
    answers = {"inside.example": ["10.0.0.1"], "mixed.example": ["8.8.8.8", "fd00::1"]}

    def answered(host, _port, **_kwargs):
        if host not in answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in answers[host]]

    monkeypatch.setattr(socket, "getaddrinfo", answered)
    said = set()
    for host in ("inside.example", "mixed.example", "nowhere.example", "x" * 64 + ".example"):
        with pytest.raises(NotCalled) as refused:
            reaching.checked(Place(host, 443, "/"))
        said.add(str(refused.value))
    assert len(said) == 1
    assert "example" not in said.pop()


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1", "[::1]"])
def test_other_ways_to_write_loopback_lead_there_too(host):
    with pytest.raises(NotCalled):
        reaching.checked(reaching.place_of(f"https://{host}/hook"))


@pytest.mark.parametrize(
    "url",
    [
        "http://system.example/",
        "ftp://system.example/",
        "https://",
        "https:///hook",
        "https://user:word@system.example/",
        "https://system.example/#part",
        "https://system.example:99999/",
        "https://system.example:port/",
        "https://[::1/",
        "system.example",
        "",
    ],
)
def test_anything_but_a_plain_address_over_tls_is_refused(url):
    with pytest.raises(NotCalled):
        reaching.place_of(url)


def test_nothing_of_an_address_gets_into_the_head_of_the_request():
    place = reaching.place_of("https://system.example/a b\r\nX-Evil: 1?q=\u0436 1")
    assert place.target.isascii()
    assert not set(place.target) & set(" \r\n")


def test_a_name_in_bulgarian_is_called_by_its_name_in_dns():
    assert reaching.place_of("https://пример.бг/").host == "xn--e1afmkfd.xn--90ae"


def test_the_name_is_asked_once_and_the_connection_goes_to_what_was_checked(
    settings, monkeypatch, tmp_path
):
    """A name server that leads to another machine the second time is not asked a second time."""
    settings.WEBHOOKS_MAY_CALL = "tests.hooking.loopback"
    with receiver(tmp_path, "system.example") as system:
        monkeypatch.setenv("SSL_CERT_FILE", str(system.certificate))
        port = int(system.url.split(":")[2].split("/")[0])
        asked = []

        def answers(host, port):
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

        place = reaching.place_of(f"https://system.example:{port}/hook")
        status = sending.post(place, reaching.checked(place, answers), {}, b"{}")
    assert (status, asked) == (204, ["system.example"])
    assert system.got[0][0]["host"] == f"system.example:{port}"


def test_a_server_that_does_not_take_the_first_address_is_called_at_the_next(
    settings, monkeypatch, tmp_path
):
    with receiver(tmp_path) as system:
        monkeypatch.setenv("SSL_CERT_FILE", str(system.certificate))
        place = reaching.place_of(system.url)
        assert sending.post(place, ["127.0.0.2", "127.0.0.1"], {}, b"{}") == 204


def test_an_answer_that_drips_ends_in_time(monkeypatch, tmp_path):
    """Each byte comes within the time of one reading, all of them never."""
    monkeypatch.setattr(sending, "ANSWER_WITHIN", 1.0)
    with receiver(tmp_path) as system:
        monkeypatch.setenv("SSL_CERT_FILE", str(system.certificate))
        stop = threading.Event()
        port = _dripping(system.certificate, stop)
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            sending.post(Place("127.0.0.1", port, "/"), ["127.0.0.1"], {}, b"{}")
        stop.set()
    assert time.monotonic() - began < 3


def _dripping(certificate, stop):
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        plain, _peer = listening.accept()
        with listening, context.wrap_socket(plain, server_side=True) as line:
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            try:
                while not stop.wait(0.2):
                    line.sendall(b"a")
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1]
