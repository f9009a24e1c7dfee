"""Certificates, refusals and deviations as messages and back."""

from __future__ import annotations

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.v1 import solutions_pb2 as pb
from policygames.wire.candidates import candidate_message, read_candidate
from policygames.wire.enums import enum_value, read_enum
from policygames.wire.numbers import number_text, read_number


def certificate_message(certificate: Certificate) -> pb.Certificate:
    return pb.Certificate(
        concept=certificate.concept,
        game_digest=certificate.game,
        candidate=candidate_message(certificate.candidate),
        kind=enum_value(certificate.kind, pb.CertificateKind, "CERTIFICATE_KIND"),
        slack=None if certificate.slack is None else number_text(certificate.slack),
    )


def read_certificate(message: pb.Certificate, path: str = "certificate") -> Certificate:
    """The certificate of a message; it proves nothing until its concept has checked it again."""
    return Certificate(
        concept=message.concept,
        game=message.game_digest,
        candidate=read_candidate(message.candidate, f"{path}.candidate"),
        kind=read_enum(message.kind, Kind, pb.CertificateKind, "CERTIFICATE_KIND", f"{path}.kind"),
        slack=read_number(message.slack, f"{path}.slack") if message.HasField("slack") else None,
    )


def deviation_message(deviation: Deviation) -> pb.Deviation:
    return pb.Deviation(
        player=deviation.player, action=deviation.action, gain=number_text(deviation.gain), state=deviation.state
    )


def read_deviation(message: pb.Deviation, path: str = "deviation") -> Deviation:
    state = message.state if message.HasField("state") else None
    return Deviation(message.player, message.action, read_number(message.gain, f"{path}.gain"), state)


def refusal_message(refusal: Refusal) -> pb.Refusal:
    deviation = None if refusal.deviation is None else deviation_message(refusal.deviation)
    return pb.Refusal(reason=refusal.reason, deviation=deviation, undecided=refusal.undecided)


def read_refusal(message: pb.Refusal, path: str = "refusal") -> Refusal:
    deviation = read_deviation(message.deviation, f"{path}.deviation") if message.HasField("deviation") else None
    return Refusal(message.reason, deviation, message.undecided)
