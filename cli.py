"""The command line: each command parses its arguments, calls one function, prints.

Heavy imports wait until a command needs them, so that ``mishen --help`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recognizers.errors import UserError

if TYPE_CHECKING:
    from recognizers.detection import DetectionSettings

_CLICK = (click.ClickException, click.exceptions.Exit, click.Abort)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, path_type=Path)


class _Commands(click.Group):
    """Loads the case commands when they are asked for; turns our errors into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *_case_commands()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        target = None if own else _case_commands().get(cmd_name)
        if target is None:
            return own
        module, name = target.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their one-line help, loading none of them."""
        from review.messages import words

        own = [(name, self.commands[name].get_short_help_str(60)) for name in self.commands]
        with formatter.section("检查与脱敏"):
            formatter.write_dl(own)
        with formatter.section("审签与归档"):
            formatter.write_dl([(name, words("commands", name)) for name in _case_commands()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            from review.screen import show_error

            show_error(error)
            ctx.exit(error.exit_code)
        except _CLICK:
            raise
        except Exception as error:  # noqa: BLE001 - the rim: a bug must not look like an outcome
            from review.screen import show_bug

            show_bug(error)
            ctx.exit(UserError.exit_code)


def _case_commands() -> dict[str, str]:
    from review.console import COMMANDS

    return COMMANDS


def _detection_options(command: Any) -> Any:
    for option in (
        click.option("--profile", default="", help="公开类型（默认由程序根据文件提出）。"),
        click.option(
            "--regime",
            type=click.Choice(["2019", "2008"]),
            help="适用的《政府信息公开条例》版本（默认现行的 2019 年修订版）。",
        ),
        click.option("--on", "day", help="文件产生日期（YYYY-MM-DD），据以选定条例版本。"),
        click.option("--office", type=_FILE, help="本单位词表（TOML）：必留、必遮的词和样式。"),
    ):
        command = option(command)
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mishen", prog_name="mishen 密审")
def main() -> None:
    """密审：文件公开前的审查与脱敏。不联网，不上传，不作定密判断。"""


@main.command()
@click.argument("path", type=_FILE)
@click.option("--json", "json_path", type=_TARGET, help="把报告写成 JSON 文件（含命中原文）。")
@click.option("--all", "every", is_flag=True, help="同时列出建议保留的内容。")
@_detection_options
@click.pass_context
def check(
    ctx: click.Context, /, path: Path, json_path: Path | None, *, every: bool, **options: Any
) -> None:
    """查找 PATH 中不宜公开的内容，不改动文件。

    退出码：0 没有需要处理的内容，1 有需要处理的内容，2 用法错误，3 无法审查，6 疑似涉密已停止。
    """
    from review.check import STEPS
    from review.check import check as check_file
    from review.screen import progress, show_report

    settings = _settings(**options)
    if json_path is not None and json_path.exists() and json_path.samefile(path):
        raise click.BadParameter("报告不能写到原件上", param_hint="--json")
    with progress(STEPS) as step:
        report = check_file(path, settings, step)
    if json_path is not None:
        _write_json(json_path, report)
    show_report(report, every=every)
    ctx.exit(report.exit_code)


@main.command()
@click.argument("path", type=_FILE)
@click.option("--output", required=True, type=_TARGET, help="脱敏后的文件。")
@click.option(
    "--accept",
    "mode",
    type=click.Choice(["suggested", "all"]),
    default="suggested",
    show_default=True,
    help="suggested：去除建议不公开和建议征求意见的；all：去除全部发现。",
)
@click.option("--decisions", type=_FILE, help="逐项决定文件（JSON）。")
@click.option("--register", type=_TARGET, help="区分处理清单（.json 或 .docx）。")
@_detection_options
def redact(
    path: Path,
    output: Path,
    mode: str,
    decisions: Path | None,
    register: Path | None,
    **options: Any,
) -> None:
    """脱敏 PATH，经独立核验后写出。

    退出码：0 已写出并核验，2 用法错误，3 无法处理，4 核验未通过（不留输出），6 疑似涉密已停止。
    """
    from review.accept import NO_DECISIONS, Mode, parse_decisions
    from review.redact import STEPS, Options, redact_file
    from review.screen import progress, show_redaction

    chosen = parse_decisions(decisions.read_bytes()) if decisions else NO_DECISIONS
    with progress(STEPS) as step:
        done = redact_file(
            path, output, _settings(**options), Options(Mode(mode), chosen, register), step
        )
    show_redaction(done, str(output), str(register or ""))


@main.command()
@click.argument("output", type=_FILE)
@click.option("--against", required=True, type=_FILE, help="原件。")
@click.option("--register", required=True, type=_FILE, help="区分处理清单（.json）。")
def verify(output: Path, against: Path, register: Path) -> None:
    """对照原件和清单，独立核验已脱敏的文件。

    退出码：0 核验通过，2 用法错误，3 无法读取，4 核验未通过。
    """
    from review.verification import verify_file

    proof = verify_file(output, against, register)
    from review.screen import show_proof

    show_proof(proof)


@main.command()
@click.argument("path", type=_FILE)
@click.pass_context
def inspect(ctx: click.Context, /, path: Path) -> None:
    """列出 PATH 中的隐藏内容和失效的遮盖（如黑块下仍有文字），不显示原文。

    退出码：0 没有，1 有，3 无法读取。
    """
    from review.screen import show_hidden
    from review.verification import hidden_in

    hidden = hidden_in(path)
    show_hidden(hidden)
    ctx.exit(1 if hidden else 0)


def _settings(
    profile: str, regime: str | None, day: str | None, office: Path | None
) -> DetectionSettings:
    import datetime as dt

    from recognizers.detection import DetectionSettings, Regime, regime_on

    if regime is not None:
        chosen = Regime(regime)
    elif day:
        try:
            chosen = regime_on(dt.date.fromisoformat(day))
        except ValueError as error:
            raise click.BadParameter("日期应写作 YYYY-MM-DD", param_hint="--on") from error
    else:
        chosen = Regime.R2019
    return DetectionSettings(regime=chosen, profile=profile, office=office)


def _write_json(path: Path, report: Any) -> None:
    import json

    from review.report import as_json

    body = json.dumps(as_json(report), ensure_ascii=False, indent=2)
    try:
        path.write_text(body + "\n", encoding="utf-8")
    except OSError as error:
        raise click.BadParameter("无法写入", param_hint="--json") from error


if __name__ == "__main__":
    main()
