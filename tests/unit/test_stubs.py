"""The checked-in stubs are those that proto/ gives."""

import importlib
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT / "proto").as_posix() for path in (ROOT / "proto/policygames").rglob("*.proto"))


def generated(name, out):
    """The descriptor that the compiler gives for a file in proto/, without the names that Python leaves out."""
    protoc = pytest.importorskip("grpc_tools.protoc", reason="the compiler is not installed")
    target = out / "descriptors"
    folders = (ROOT / "proto", Path(protoc.__file__).parent / "_proto")  # the second has google/protobuf
    assert protoc.main(["protoc", *(f"-I{folder}" for folder in folders), f"--descriptor_set_out={target}", name]) == 0
    (descriptor,) = FileDescriptorSet.FromString(target.read_bytes()).file
    return without_json_names(descriptor)


def without_json_names(descriptor):
    """The same descriptor; JSON names follow from the names."""
    messages = list(descriptor.message_type)
    for message in messages:
        messages.extend(message.nested_type)
        for field in message.field:
            field.ClearField("json_name")
    return descriptor


def checked_in(name):
    """The descriptor that the checked-in stub carries."""
    module = importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
    return without_json_names(FileDescriptorProto.FromString(module.DESCRIPTOR.serialized_pb))


@pytest.mark.parametrize("name", FILES)
def test_a_stub_says_what_its_file_says(name, tmp_path):
    assert checked_in(name) == generated(name, tmp_path)


@pytest.mark.parametrize("suffix", ["_pb2.py", "_pb2.pyi", "_pb2_grpc.py"])
def test_every_file_has_its_stub_and_no_stub_is_left_over(suffix):
    stubs = sorted(path.name.removesuffix(suffix) for path in (ROOT / "solver/policygames/v1").glob(f"*{suffix}"))
    assert stubs == sorted(Path(name).stem for name in FILES)
