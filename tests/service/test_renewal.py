"""Certificates that change while the real server runs: the next connection has them, broken ones change nothing."""

import ssl
import subprocess

import grpc
import policygames as pg
import pytest
import trustme
from policygames_server.errors import CannotServeError
from policygames_server.settings import Settings
from policygames_server.tls import certificates_of
from service.questions import STAG_HUNT
from service.running import Running


class Issuing:
    """A server's files, and authorities that issue what is in them."""

    def __init__(self, folder):
        self.cert, self.key, self.ca = (folder / f"{name}.pem" for name in ("cert", "key", "ca"))
        self.folder, self.authority = folder, trustme.CA()

    def issue(self):
        """A new certificate for the server, not yet written."""
        return self.authority.issue_cert("localhost", "127.0.0.1")

    def install(self, issued):
        """The certificate first, then its key, as renewing programs do."""
        issued.cert_chain_pems[0].write_to_path(str(self.cert))
        issued.private_key_pem.write_to_path(str(self.key))

    def admit(self, authority):
        """From now on callers show certificates of this one, swapped in as a mounted secret is."""
        fresh = self.ca.with_suffix(".new")
        authority.cert_pem.write_to_path(str(fresh))
        fresh.replace(self.ca)

    def mine(self, authority, name="alice.example"):
        """What a caller shows: the files of the server's authority, its own certificate and its key."""
        issued, names = (
            authority.issue_cert(name),
            [self.folder / f"{name}-{part}.pem" for part in ("ca", "cert", "key")],
        )
        self.authority.cert_pem.write_to_path(str(names[0]))
        issued.cert_chain_pems[0].write_to_path(str(names[1]))
        issued.private_key_pem.write_to_path(str(names[2]))
        return tuple(names)


@pytest.fixture(scope="module")
def issuing(tmp_path_factory):
    made = Issuing(tmp_path_factory.mktemp("renewal"))
    made.install(made.issue())
    made.admit(made.authority)
    return made


@pytest.fixture(scope="module")
def mutual(issuing):
    """A server that asks for certificates, over gRPC and HTTP."""
    files = {"tls_cert": issuing.cert, "tls_key": issuing.key, "tls_client_ca": issuing.ca}
    with Running(workers=1, uncompiled=True, http="127.0.0.1:0", **files) as running:
        yield running


def solves(running, files):
    """Whether somebody with these files gets an answer over a connection of its own."""
    port = running.address.rpartition(":")[2]
    with pg.connect(f"localhost:{port}", tls=files) as client:
        try:
            return len(client.solve(STAG_HUNT, deadline=10).equilibria) == 3
        except pg.ServiceError as error:
            if error.status == "UNAVAILABLE":  # as gRPC says where hands were not shaken
                return False
            raise


def curl(running, files):
    """The HTTP code that somebody with these files gets; 0 where no connection comes about."""
    authority, certificate, key = map(str, files)
    command = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--cacert", authority, "--cert", certificate]
    command += ["--key", key, f"https://{running.http}/policygames.v1.SolverService/GetServerInfo"]
    return int(subprocess.run([*command, "--json", "{}"], check=False, capture_output=True, text=True).stdout)


def shown(address):
    """The certificate that a port shows."""
    host, port = address.split(":")
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((host, int(port))))


def der(issued):
    return ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())


def complaints(running):
    return [one for one in running.records() if one["message"] == "certificates not read again"]


def test_a_renewed_certificate_is_shown_to_the_next_connection(mutual, issuing):
    mine, renewed = issuing.mine(issuing.authority), issuing.issue()
    with pg.connect(f"localhost:{mutual.address.rpartition(':')[2]}", tls=mine) as standing:
        assert standing.server_info()
        issuing.install(renewed)
        assert standing.server_info()  # its connection stands
        assert shown(mutual.http) == der(renewed)
        assert solves(mutual, mine)
    assert shown(mutual.address) == der(renewed)


def test_a_broken_certificate_changes_nothing_and_is_told(mutual, issuing):
    before, told = shown(mutual.http), len(complaints(mutual))
    issuing.cert.write_text("-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n")
    assert shown(mutual.http) == before
    assert solves(mutual, issuing.mine(issuing.authority))
    issuing.cert.unlink()
    assert shown(mutual.http) == before
    (broken, missing) = complaints(mutual)[told:]  # once for both ports
    assert str(issuing.cert) in broken["problem"]
    assert "No such file" in missing["problem"]
    assert "PRIVATE KEY" not in mutual.log.read_text()


def test_a_certificate_waits_for_its_key(mutual, issuing):
    before, renewed = shown(mutual.http), issuing.issue()
    renewed.cert_chain_pems[0].write_to_path(str(issuing.cert))
    assert shown(mutual.http) == shown(mutual.address) == before
    renewed.private_key_pem.write_to_path(str(issuing.key))
    assert shown(mutual.http) == shown(mutual.address) == der(renewed)


def test_another_authority_of_callers_counts_at_once_and_the_old_one_no_more(mutual, issuing):
    theirs = trustme.CA()
    old, new = issuing.mine(issuing.authority), issuing.mine(theirs, "bob.example")
    assert [solves(mutual, one) for one in (old, new)] == [True, False]
    assert [curl(mutual, one) for one in (old, new)] == [200, 0]
    issuing.admit(theirs)
    assert [solves(mutual, one) for one in (old, new)] == [False, True]
    assert [curl(mutual, one) for one in (old, new)] == [0, 200]
    assert mutual.records()[-1]["principal"] == "bob.example"
    issuing.ca.write_text("none")
    assert [solves(mutual, one) for one in (old, new)] == [False, True]
    issuing.admit(issuing.authority)
    assert [solves(mutual, one) for one in (old, new)] == [True, False]


def test_what_cannot_be_used_at_the_start_is_refused(tmp_path):
    issuing = Issuing(tmp_path)
    issuing.install(issuing.issue())
    given = {"data": tmp_path, "tls_cert": issuing.cert, "tls_key": issuing.key}
    held = certificates_of(Settings(**given))
    assert held.current() is held.current()
    assert isinstance(held.credentials(), grpc.ServerCredentials)
    assert certificates_of(Settings(data=tmp_path)) is None
    issuing.issue().private_key_pem.write_to_path(str(issuing.key))
    with pytest.raises(CannotServeError, match="cannot be used"):
        certificates_of(Settings(**given))
