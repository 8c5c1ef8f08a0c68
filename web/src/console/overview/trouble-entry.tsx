import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLanguage } from "../../i18n/language.ts";
import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { ConsumerSwitch } from "../queues/consumer-switch.tsx";
import { duration } from "../text/duration.ts";
import type { Counts } from "../topology/counts.ts";
import { lineStyle } from "../topology/line-style.ts";
import type { Trouble } from "./trouble.ts";

interface Props {
  trouble: Trouble;
  counts: Counts;
  now: number;
}

/** What is wrong, since when, and where to do something about it. */
export function TroubleEntry({ trouble, counts, now }: Props) {
  const { overview } = useConsoleMessages();
  const language = useLanguage();
  const { since } = trouble;
  const words = useWords(trouble);
  const subject = trouble.kind === "shortage" ? "stock" : trouble.queue.subject;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-hairline py-3 text-sm last:border-b-0">
      <span
        aria-hidden="true"
        style={lineStyle(subject)}
        className="h-9 w-1 shrink-0 self-start rounded-round bg-(--line)"
      />
      <div className="-ml-3 grid min-w-0 flex-1 basis-72 gap-0.5">
        <p className={cx("font-semibold wrap-anywhere", trouble.kind !== "paused" && "text-signal-ink")}>
          {words.what}
        </p>
        <p className="text-xs text-ink-soft tabular-nums">
          {[since !== undefined && overview.openFor(duration((now - since) / 1000, language)), words.facts]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div className="flex items-center gap-2">
        {trouble.kind === "paused" && <ConsumerSwitch queue={trouble.queue} count={counts.get(trouble.queue.name)} />}
        <Act trouble={trouble}>{overview.actions[trouble.kind]}</Act>
      </div>
    </li>
  );
}

function Act({ trouble, children }: { trouble: Trouble; children: ReactNode }) {
  const className = cx(buttonClass("outline", "small"), "rounded-small!");
  if (trouble.kind === "shortage") {
    return (
      <Link to="/console/stock" className={className}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/console/queues/$name" params={{ name: trouble.queue.name }} className={className}>
      {children}
    </Link>
  );
}

function useWords(trouble: Trouble): { what: string; facts: string } {
  const { overview } = useConsoleMessages();
  const language = useLanguage();
  const age = (seconds: number | undefined) => duration(seconds ?? 0, language);
  if (trouble.kind === "shortage") {
    return { what: overview.shortage(trouble.item.name[language]), facts: overview.shortageFacts(trouble.asks) };
  }
  if (trouble.kind === "dead-letters") {
    const { of, count, oldestAgeSeconds, takenBy } = trouble;
    const facts = [
      takenBy ? overview.takenBy(takenBy) : overview.untaken,
      oldestAgeSeconds !== undefined && overview.deadOldest(age(oldestAgeSeconds)),
    ];
    return { what: overview.deadLetters(of, count), facts: facts.filter(Boolean).join(" · ") };
  }
  const { kind, queue, waiting, oldestAgeSeconds } = trouble;
  const facts = waiting === 0 ? overview.pausedIdle : overview.lateFacts(waiting, age(oldestAgeSeconds));
  return { what: overview[kind](queue.name), facts };
}
