import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Copyable } from "../../../ui/copyable.tsx";
import { CloseIcon } from "../../../ui/icons.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { QueueFacts } from "../../queues/queue-facts.tsx";
import { PartLink, Section } from "../../shared/facts.tsx";
import { IconButton } from "../../shared/icon-button.tsx";
import type { Counts } from "../../topology/counts.ts";
import { Lesson } from "../../topology/lesson.tsx";
import { lineStyle } from "../../topology/line-style.ts";
import { type Part, partOf } from "../../topology/part.ts";
import { ApiFacts } from "./api-facts.tsx";
import { Messages } from "./messages.tsx";
import { TopicFacts } from "./topic-facts.tsx";
import { TrainFacts } from "./train-facts.tsx";

interface Props {
  name: string;
  /** The id of the message that is open. */
  message: string | undefined;
  topology: Topology;
  counts: Counts;
  /** Whether it covers the page, including its heading. */
  alone: boolean;
  onOpen(name: string): void;
  onClose(): void;
}

/** Everything about one part of the map, beside it; on a phone over it. */
export function Panel({ name, message, topology, counts, alone, onOpen, onClose }: Props) {
  const { map, panel } = useConsoleMessages();
  const ref = useRef<HTMLElement>(null);
  const part = partOf(topology, name);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);

  return (
    <aside
      ref={ref}
      tabIndex={-1}
      aria-label={panel.label(name)}
      style={part && lineStyle(subjectOfPart(part))}
      className="fixed inset-y-0 right-0 z-30 w-full overflow-y-auto border-hairline bg-surface shadow-lift outline-none focus-visible:rounded-none sm:max-w-96 sm:border-l min-[87.5rem]:sticky min-[87.5rem]:top-(--head) min-[87.5rem]:z-10 min-[87.5rem]:h-[calc(100dvh-var(--head))] min-[87.5rem]:shrink-0 min-[87.5rem]:shadow-none"
    >
      {alone && <h1 className="sr-only">{map.title}</h1>}
      <header className="sticky top-0 z-10 flex items-start gap-2 border-b border-hairline border-t-4 border-t-(--line) bg-surface py-2 pr-2 pl-5">
        <div className="min-w-0 flex-1 py-1">
          <p className="text-xs text-ink-soft">{part ? panel.kind[part.kind] : ""}</p>
          <h2 className="text-lg leading-6 font-semibold">
            <Copyable value={name} className="font-sans text-[1em]" />
          </h2>
        </div>
        <IconButton label={panel.close} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </header>
      <div className="grid gap-6 p-5">
        {part ? (
          <>
            <p className="text-sm text-ink-soft">
              <Lesson part={part} />
            </p>
            {part.kind === "interchange" && <TopicFacts topic={part.topic} topology={topology} onOpen={onOpen} />}
            {"api" in part && <ApiFacts api={part.api} onOpen={onOpen} />}
            {"queue" in part && (
              <>
                <Link
                  to="/console/queues/$name"
                  params={{ name: part.queue.name }}
                  className="flex min-h-11 items-center justify-between gap-3 rounded-small border border-border px-3 text-sm font-semibold hover:border-ink-faint hover:bg-paper"
                >
                  {panel.page}
                  <span aria-hidden="true">→</span>
                </Link>
                {part.kind === "train" ? (
                  <TrainFacts
                    queue={part.queue}
                    consumer={part.consumer}
                    count={counts.get(part.queue.name)}
                    onOpen={onOpen}
                  />
                ) : (
                  <QueueFacts part={part} count={counts.get(name)} onOpen={onOpen} />
                )}
                {part.kind === "platform" && <Riding queue={part.queue} onOpen={onOpen} />}
                {part.kind !== "platform" && part.kind !== "train" && (
                  <Messages part={part} count={counts.get(name)} open={message} />
                )}
              </>
            )}
          </>
        ) : (
          <p className="text-sm text-ink-soft">{panel.missing}</p>
        )}
      </div>
    </aside>
  );
}

/** Why a work queue's messages cannot be viewed, and which can. */
function Riding({ queue, onOpen }: { queue: DeployedQueue; onOpen(name: string): void }) {
  const { peek } = useConsoleMessages();
  return (
    <Section title={peek.title}>
      <p className="text-sm text-ink-soft">
        {peek.platform} {queue.dlq && peek.platformDead} {queue.dlq && <PartLink name={queue.dlq} onOpen={onOpen} />}
      </p>
    </Section>
  );
}

function subjectOfPart(part: Part): string {
  if (part.kind === "interchange") return part.topic.subject;
  return "api" in part ? "" : part.queue.subject;
}
