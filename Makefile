.PHONY: pages install proto baseline format lint types imports test bench demo check

install:
	pip install --editable ".[dev]"

proto: .venv-proto  # the checked-in stubs, from proto/
	.venv-proto/bin/python -m grpc_tools.protoc -Iproto --python_out=solver --grpc_python_out=solver --pyi_out=solver proto/policygames/v1/*.proto

.venv-proto:  # of its own: it pins the oldest protobuf that the stubs are to load under
	python3 -m venv .venv-proto && .venv-proto/bin/pip install --quiet grpcio-tools==1.76.0

baseline:  # with every release: what `buf breaking` compares later protocols with; needs buf (npm: @bufbuild/buf)
	buf build --exclude-source-info --output proto/baseline.binpb

format:
	ruff format . && ruff check --fix .

lint:
	ruff format --check . && ruff check .

types:
	mypy -p policygames -p policygames_server -p policygames_client -p policygames_cli

imports:
	lint-imports

test:
	pytest

pages:  # docs/scenarios, from the catalogue; a test holds both in step
	python -m policygames.scenarios.page_files docs/scenarios

bench:  # ratios to the peers, each in one run; needs lrsnash (Debian: lrslib)
	for benchmark in benchmarks/*.py; do python $$benchmark || exit 1; done

demo:
	policygames demo

check: lint types imports test
