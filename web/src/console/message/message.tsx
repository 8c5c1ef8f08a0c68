import { useFormat } from "../../i18n/format.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import type { PeekedMessage } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Aside, Fact, Facts } from "../shared/facts.tsx";
import { eventOf } from "./event.ts";
import { FailedTry } from "./failed-try.tsx";
import { Body } from "./message-body.tsx";

interface Props {
  message: PeekedMessage;
  open: boolean;
  onToggle(): void;
}

/** One message: a summary line; opened, everything known about it. */
export function Message({ message, open, onToggle }: Props) {
  const { peek } = useConsoleMessages();
  const format = useFormat();
  const event = eventOf(message.body);
  const correlation = event.correlationId ?? message.attributes.correlationId;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="grid w-full grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-1 rounded-small py-2 text-left text-sm hover:bg-sunken"
      >
        <span aria-hidden="true" className={cx("text-ink-faint transition-transform", open && "rotate-90")}>
          ›
        </span>
        <span className="truncate font-semibold">{event.type ?? message.body.slice(0, 60)}</span>
        <time dateTime={message.sentAt} className="text-xs leading-5 text-ink-soft tabular-nums">
          {format.time(message.sentAt)}
        </time>
        <span className="col-start-2 truncate text-xs text-ink-soft">
          {message.lastError ? (
            <span className="text-signal-ink">{message.lastError.message}</span>
          ) : (
            <span className="font-mono">{message.id}</span>
          )}
        </span>
        <span className="text-right text-xs text-ink-soft tabular-nums">
          {peek.triedTimes(message.attempts ?? message.receiveCount)}
        </span>
      </button>
      {open && (
        <div className="grid gap-4 pt-1 pb-5">
          {message.lastError && <FailedTry error={message.lastError} under="h3" />}
          {!message.lastError && <Aside>{peek.noError}</Aside>}
          <Body text={message.body} />
          <Facts>
            <Fact name={peek.id}>
              <Copyable value={message.id} className="text-xs" />
            </Fact>
            {correlation && (
              <Fact name={peek.correlation}>
                <Copyable value={correlation} className="text-xs" />
              </Fact>
            )}
            <Fact name={peek.sent}>
              <time dateTime={message.sentAt}>{format.dateTime(message.sentAt)}</time>
              <Aside>
                <Copyable value={message.sentAt} />
              </Aside>
            </Fact>
            <Fact name={peek.tries}>
              <span className="tabular-nums">{format.number(message.attempts ?? message.receiveCount)}</span>
              <Aside>{peek.received(message.receiveCount)}</Aside>
            </Fact>
            {message.sourceQueue && (
              <Fact name={peek.source}>
                <Copyable value={message.sourceQueue} className="text-xs" />
              </Fact>
            )}
            {message.groupId && (
              <Fact name={peek.group}>
                <Copyable value={message.groupId} className="text-xs" />
              </Fact>
            )}
          </Facts>
          <Attributes attributes={message.attributes} />
        </div>
      )}
    </li>
  );
}

export function Attributes({ attributes }: { attributes: PeekedMessage["attributes"] }) {
  const { peek } = useConsoleMessages();
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return (
    <details className="grid gap-1">
      <summary className="w-fit rounded-small py-1 text-xs text-ink-soft">{peek.attributes(entries.length)}</summary>
      <Facts>
        {entries.map(([name, value]) => (
          <Fact key={name} name={name}>
            <Copyable value={value} className="text-xs" />
          </Fact>
        ))}
      </Facts>
    </details>
  );
}
