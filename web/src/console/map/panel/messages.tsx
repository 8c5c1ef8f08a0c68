import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLanguage } from "../../../i18n/language.ts";
import { useNow } from "../../../ui/use-now.ts";
import { peekQuery } from "../../api/queries.ts";
import type { QueueCounts } from "../../api/types.ts";
import { Message } from "../../message/message.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { Empty } from "../../shared/empty.tsx";
import { Section } from "../../shared/facts.tsx";
import { duration } from "../../text/duration.ts";
import type { Part } from "../../topology/part.ts";

interface Props {
  part: Part & { kind: "siding" | "undelivered" | "yard" };
  count: QueueCounts | undefined;
  /** The id of the message that is open. */
  open: string | undefined;
}

const route = getRouteApi("/console/");

/** The messages of a dead-letter queue at the last peek. */
export function Messages({ part, count, open }: Props) {
  const { peek } = useConsoleMessages();
  const { name, fifo } = part.queue;
  const navigate = route.useNavigate();
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(peekQuery(name));
  const toggle = (id: string) =>
    navigate({ search: id === open ? { at: name } : { at: name, message: id }, replace: true });
  const tries = part.kind === "siding" ? part.source.maxReceiveCount : undefined;
  const shown = data?.messages.length ?? 0;

  return (
    <Section
      title={peek.title}
      aside={
        <ActionButton busy={isFetching} onClick={() => refetch()}>
          {isFetching ? peek.peeking : peek.refresh}
        </ActionButton>
      }
    >
      <p className="text-xs text-ink-soft tabular-nums">
        {error && (
          <span role="alert" className="text-signal-ink">
            {peek.failed} {error.message}
          </span>
        )}
        {!error && data && (
          <>
            <Age since={dataUpdatedAt} /> ·{" "}
            {peek.shown(shown, Math.max(shown, (count?.visible ?? 0) + (count?.inFlight ?? 0)))}
          </>
        )}
      </p>
      <details className="text-xs text-ink-soft">
        <summary className="w-fit rounded-small py-1 underline decoration-border underline-offset-3">
          {peek.about}
        </summary>
        <p className="pt-1">
          {peek.explained} {fifo && peek.explainedFifo}
        </p>
      </details>
      {data && shown === 0 && <Empty>{peek.empty(tries)}</Empty>}
      {data && shown > 0 && (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {data.messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              open={message.id === open}
              onToggle={() => toggle(message.id)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Age({ since }: { since: number }) {
  const { peek } = useConsoleMessages();
  const language = useLanguage();
  return peek.when(duration((useNow() - since) / 1000, language));
}
