# `sam build` calls `make build-AuditFunction ARTIFACTS_DIR=…`, and so may you. The .NET 10 SDK and gcc or clang are needed, nothing of AWS.
#
#   make build-AuditFunction ARTIFACTS_DIR=/tmp/function                 for this machine's processor
#   make build-AuditFunction ARTIFACTS_DIR=/tmp/function RID=linux-x64   for another one, where the tools for it are installed
#   make cli CLI=/tmp/cli                                                the command, as one native file: /tmp/cli/auditor

# The stack's parameter Architecture must name the same processor.
MACHINE := $(shell uname -m)
RID ?= $(if $(filter arm64 aarch64,$(MACHINE)),linux-arm64,$(if $(filter x86_64 amd64,$(MACHINE)),linux-x64,unknown-$(MACHINE)))
# Native AOT takes clang unless it is told otherwise.
LINKER ?= $(firstword $(foreach program,clang gcc,$(if $(shell command -v $(program)),$(program))))

# One native file from a project, for whoever has no .NET. The trimmer's warnings are errors, as all are.
define publish
	@command -v dotnet >/dev/null || { echo "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download/dotnet/10.0" >&2; exit 1; }
	@test -n "$(LINKER)" || { echo "clang or gcc is needed to link a native binary" >&2; exit 1; }
	dotnet publish $(1) -c Release -r $(RID) -p:PublishAot=true -p:CppCompilerAndLinker=$(LINKER) -o "$(2)"
	rm -f "$(2)"/*.dbg "$(2)"/*.pdb "$(2)"/*.xml
endef

.PHONY: build-AuditFunction cli bench-programs pack

build-AuditFunction:
	@test -n "$(ARTIFACTS_DIR)" || { echo "ARTIFACTS_DIR says where the function goes: make build-AuditFunction ARTIFACTS_DIR=/tmp/function" >&2; exit 1; }
	$(call publish,src/Auditor.Function,$(ARTIFACTS_DIR))
	tools/check-binary "$(ARTIFACTS_DIR)/bootstrap"
	@echo "built for $(RID): deploy with Architecture=$(if $(filter linux-arm64,$(RID)),arm64,x86_64)"

# The command: make cli [CLI=/tmp/cli]
CLI ?= artifacts/cli

cli:
	$(call publish,src/Auditor.Cli,$(CLI))
	tools/check-binary "$(CLI)/auditor"

# What bench/compare compares with, in one folder: make bench-programs [BENCH=artifacts/bench/bin]
BENCH ?= artifacts/bench/bin

bench-programs:
	$(call publish,bench/Hello,$(BENCH))
	$(call publish,bench/Floor,$(BENCH))
	$(call publish,bench/Decisions,$(BENCH))
	$(call publish,bench/Distribute,$(BENCH))

# The IAM engine as a NuGet package: make pack [PACKAGES=/tmp/packages]
PACKAGES ?= artifacts/packages

pack:
	dotnet pack src/Auditor.Engine -c Release -o "$(PACKAGES)"
