import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import type { AuditSearch } from "../api/records.ts";
import type { AuditRecord } from "../api/types.ts";
import { useWording } from "../api/use-wording.ts";
import { Body } from "../message/message-body.tsx";
import { auditFacts, chosenIn } from "../messages/audit-facts.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Fact, Facts } from "../shared/facts.tsx";
import { duration } from "../text/duration.ts";
import { inOrder } from "./detail-order.ts";

interface Props {
  record: AuditRecord;
  onNarrow(to: Partial<Record<keyof AuditSearch, string>>): void;
}

/** One line of the audit; opened, it shows the whole record. */
export function AuditEntry({ record, onNarrow }: Props) {
  const { audit: texts } = useConsoleMessages();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const facts = auditFacts(record, useWording());
  const { at, status } = record;
  const today = new Date(at).toDateString() === new Date().toDateString();
  return (
    <li className="border-b border-hairline">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 rounded-small px-1 py-2.5 text-left text-sm hover:bg-sunken md:grid-cols-[10rem_minmax(0,1fr)_6rem]"
      >
        <time dateTime={at} className="text-ink-soft tabular-nums max-md:col-span-2 max-md:text-xs">
          {today ? format.time(at) : format.dateTime(at)}
        </time>
        <span className="min-w-0 wrap-anywhere">{texts.sentence(record, facts)}</span>
        <Status status={status} />
      </button>
      {open && <Everything record={record} onNarrow={onNarrow} />}
    </li>
  );
}

function Everything({ record, onNarrow }: Props) {
  const { audit: texts, deadLetters } = useConsoleMessages();
  const format = useFormat();
  const language = useLanguage();
  const { at, actor, action, target, detail, outcome, finishedAt, correlationId } = record;
  return (
    <div className="grid gap-4 px-1 pt-1 pb-5 md:pl-37">
      <Facts>
        <Fact name={texts.at}>
          {format.dateTime(at)}{" "}
          {finishedAt && (
            <span className="text-xs text-ink-soft">
              {texts.took(duration((Date.parse(finishedAt) - Date.parse(at)) / 1000, language))}
            </span>
          )}
        </Fact>
        <Fact name={texts.actor}>
          {actor.email} <Narrow text={texts.only} onClick={() => onNarrow({ actor: actor.email })} />
        </Fact>
        <Fact name={texts.action}>
          {texts.actions[action]} <span className="font-mono text-xs text-ink-soft">{action}</span>{" "}
          <Narrow text={texts.only} onClick={() => onNarrow({ action })} />
        </Fact>
        <Fact name={texts.target}>
          {target} <Narrow text={texts.only} onClick={() => onNarrow({ target })} />
        </Fact>
        {inOrder({ ...detail, ...outcome }).map(([name, value]) => (
          <Fact key={name} name={texts.details[name] ?? name}>
            {name === "selection" ? texts.chosen(chosenIn(value)) : <Value value={value} />}
          </Fact>
        ))}
        <Fact name="ID">
          <Copyable value={record.id} className="text-xs" />
        </Fact>
      </Facts>
      <details className="text-xs">
        <summary className="w-fit rounded-small py-1 text-ink-soft">{texts.record}</summary>
        <Body title={texts.record} text={JSON.stringify({ detail, outcome })} />
      </details>
      <Link
        to="/console/journeys/$correlationId"
        params={{ correlationId }}
        className="w-fit text-sm font-semibold underline underline-offset-3"
      >
        {deadLetters.journey}
      </Link>
    </div>
  );
}

function Narrow({ text, onClick }: { text: string; onClick(): void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-small text-xs text-ink-soft underline decoration-border underline-offset-3 hover:text-ink"
    >
      {text}
    </button>
  );
}

function Status({ status }: { status: AuditRecord["status"] }) {
  const { audit: texts } = useConsoleMessages();
  const bad = status === "failed" || status === "refused";
  return (
    <span
      className={cx(
        "text-right text-xs leading-5 whitespace-nowrap",
        bad ? "font-semibold text-signal-ink" : "text-ink-soft",
      )}
    >
      {texts.statuses[status]}
    </span>
  );
}

function Value({ value }: { value: unknown }) {
  const { audit: texts } = useConsoleMessages();
  const format = useFormat();
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  if (typeof value === "number") return <span className="tabular-nums">{format.number(value)}</span>;
  if (typeof value === "string") return <span className="line-clamp-6 wrap-anywhere">{value}</span>;
  return <span className="line-clamp-6 font-mono text-xs wrap-anywhere">{JSON.stringify(value)}</span>;
}
