import type { LogLine } from "@donut/contracts/logs";
import { useState } from "react";
import { useWords } from "../../../../api/explain.ts";
import { ApiError } from "../../../../api/http.ts";
import { useLanguage } from "../../../../i18n/language.ts";
import { Skeleton } from "../../../../ui/skeleton.tsx";
import { useNow } from "../../../../ui/use-now.ts";
import { consumerLogQuery } from "../../../api/logs.ts";
import { useLive } from "../../../live/use-live.ts";
import { useConsoleMessages } from "../../../messages/index.ts";
import { CopyButton } from "../../../shared/copy-button.tsx";
import { Empty } from "../../../shared/empty.tsx";
import { Section } from "../../../shared/facts.tsx";
import { duration } from "../../../text/duration.ts";
import { Line } from "./line.tsx";

const EVERY = 3000;
/** Lines that are older than this, in milliseconds, say so: updates are paused, or the log cannot be read. */
const STALE = 3 * EVERY;

/** The last lines that a consumer has logged, newest first. */
export function TrainLog({ queue }: { queue: string }) {
  const { trainLog: texts } = useConsoleMessages();
  const { data, error, dataUpdatedAt } = useLive(consumerLogQuery(queue), EVERY);
  const [opened, setOpened] = useState<LogLine>();
  const lines = data && withOpened(data.lines, opened);
  return (
    <Section
      title={texts.title}
      aside={
        lines &&
        lines.length > 0 && (
          <span className="flex items-center gap-2 text-xs text-ink-soft">
            <Age since={dataUpdatedAt} />
            <CopyButton text={lines.map(({ text }) => text).join("\n")} label={texts.copy} className="size-8" />
          </span>
        )
      }
    >
      {error && <Trouble error={error} />}
      {!data && !error && <Skeleton className="h-40" />}
      {lines?.length === 0 && <Empty>{texts.empty}</Empty>}
      {lines && lines.length > 0 && (
        <ol aria-label={texts.title} className="divide-y divide-hairline border-y border-hairline">
          {lines.map((line) => (
            <Line
              key={line.id}
              line={line}
              open={line.id === opened?.id}
              onToggle={() => setOpened(line.id === opened?.id ? undefined : line)}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}

/** Whoever reads a line keeps it, also when others have taken its place. */
function withOpened(lines: LogLine[], opened: LogLine | undefined): LogLine[] {
  return opened && !lines.some(({ id }) => id === opened.id) ? [...lines, opened] : lines;
}

function Age({ since }: { since: number }) {
  const { trainLog: texts } = useConsoleMessages();
  const language = useLanguage();
  const age = useNow() - since;
  return age > STALE && <span className="tabular-nums">{texts.age(duration(age / 1000, language))}</span>;
}

function Trouble({ error }: { error: Error }) {
  const { trainLog: texts } = useConsoleMessages();
  const wordsOf = useWords();
  const isForbidden = error instanceof ApiError && error.status === 403;
  return <p className="text-xs text-signal-ink">{isForbidden ? texts.forbidden : texts.failed(wordsOf(error))}</p>;
}
