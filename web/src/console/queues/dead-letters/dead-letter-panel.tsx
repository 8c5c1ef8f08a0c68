import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useWords } from "../../../api/explain.ts";
import { ApiError } from "../../../api/http.ts";
import { useFormat } from "../../../i18n/format.ts";
import { Copyable } from "../../../ui/copyable.tsx";
import { CloseIcon } from "../../../ui/icons.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { deadLetterQuery } from "../../api/dead-letters.ts";
import type { DeadLetter } from "../../api/types.ts";
import { FailedTry } from "../../message/failed-try.tsx";
import { Attributes } from "../../message/message.tsx";
import { Body } from "../../message/message-body.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { Aside, Fact, Facts } from "../../shared/facts.tsx";
import { IconButton } from "../../shared/icon-button.tsx";
import { QueueLink } from "../../shared/queue-link.tsx";
import { DeadLetterActions, type DeadLetterAsk } from "./dead-letter-actions.tsx";

interface Props {
  queue: string;
  id: string;
  /** The list's data, if it has the message. */
  known: DeadLetter | undefined;
  /** Why it cannot be redriven. */
  stuck: string | undefined;
  /** Whether it covers the page, including its heading. */
  alone: boolean;
  onAsk(ask: DeadLetterAsk, deadLetter: DeadLetter): void;
  onClose(): void;
}

/** Everything known about one dead letter, beside the list; on a phone over it. */
export function DeadLetterPanel({ queue, id, known, stuck, alone, onAsk, onClose }: Props) {
  const { deadLetters: texts, panel } = useConsoleMessages();
  const wordsOf = useWords();
  const ref = useRef<HTMLElement>(null);
  const { data, error } = useQuery({ ...deadLetterQuery(queue, id), enabled: known === undefined });
  const gone = error instanceof ApiError && error.status === 404;
  const deadLetter = known ?? (gone ? undefined : data?.message);
  useEffect(() => {
    if (alone) ref.current?.focus({ preventScroll: true });
  }, [alone]);

  return (
    <aside
      ref={ref}
      tabIndex={-1}
      aria-label={texts.one}
      className="fixed outline-none inset-y-0 right-0 z-30 w-full overflow-y-auto border-hairline bg-surface shadow-lift sm:max-w-110 sm:border-l xl:sticky xl:top-(--head) xl:z-10 xl:h-[calc(100dvh-var(--head))] xl:w-110 xl:shrink-0 xl:shadow-none"
    >
      {alone && <h1 className="sr-only">{queue}</h1>}
      <header className="sticky top-0 z-10 grid gap-1 border-b border-hairline border-t-4 border-t-(--line) bg-surface py-2 pr-2 pl-5">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1 py-1">
            <p className="text-xs text-ink-soft">{texts.one}</p>
            <h2 className="truncate text-lg leading-6 font-semibold">{deadLetter?.type ?? id}</h2>
          </div>
          <IconButton label={panel.close} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
        {deadLetter && (
          <DeadLetterActions deadLetter={deadLetter} stuck={stuck} onAsk={(ask) => onAsk(ask, deadLetter)} />
        )}
      </header>
      <div className="grid gap-5 p-5">
        {!deadLetter && !error && <Skeleton className="h-96" />}
        {!deadLetter && error && (
          <div role="alert" className="grid gap-2 text-sm">
            <p>{gone ? texts.gone : wordsOf(error)}</p>
            {gone && (
              <Link to="/console/audit" search={{ q: id }} className="font-semibold underline underline-offset-3">
                {texts.goneAudit}
              </Link>
            )}
          </div>
        )}
        {deadLetter && <Known deadLetter={deadLetter} />}
      </div>
    </aside>
  );
}

function Known({ deadLetter }: { deadLetter: DeadLetter }) {
  const { peek, deadLetters: texts } = useConsoleMessages();
  const format = useFormat();
  const { body, bodyLength, correlationId, lastError, sentAt } = deadLetter;
  return (
    <>
      {lastError ? <FailedTry error={lastError} under="h2" /> : <Aside>{peek.noError}</Aside>}
      {correlationId && (
        <Link
          to="/console/journeys/$correlationId"
          params={{ correlationId }}
          className="flex min-h-11 items-center justify-between gap-3 rounded-small border border-border px-3 text-sm font-semibold hover:border-ink-faint hover:bg-paper"
        >
          {texts.journey}
          <span aria-hidden="true">→</span>
        </Link>
      )}
      <Body text={body} />
      {bodyLength > body.length && <Aside>{texts.cut(format.number(body.length), format.number(bodyLength))}</Aside>}
      <Facts>
        <Fact name={peek.id}>
          <Copyable value={deadLetter.id} className="text-xs" />
        </Fact>
        {correlationId && (
          <Fact name={peek.correlation}>
            <Copyable value={correlationId} className="text-xs" />
          </Fact>
        )}
        <Fact name={peek.sent}>
          <time dateTime={sentAt}>{format.dateTime(sentAt)}</time>
          <Aside>
            <Copyable value={sentAt} />
          </Aside>
        </Fact>
        <Fact name={peek.tries}>
          <span className="tabular-nums">{format.number(deadLetter.attempts ?? deadLetter.receiveCount)}</span>
          <Aside>{peek.received(deadLetter.receiveCount)}</Aside>
        </Fact>
        {deadLetter.sourceQueue && (
          <Fact name={peek.source}>
            <QueueLink name={deadLetter.sourceQueue} />
          </Fact>
        )}
        {deadLetter.groupId && (
          <Fact name={peek.group}>
            <Copyable value={deadLetter.groupId} className="text-xs" />
          </Fact>
        )}
      </Facts>
      <Attributes attributes={deadLetter.attributes} />
    </>
  );
}
