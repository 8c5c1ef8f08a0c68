import type { DeployedTopic, Topology } from "@donut/contracts/topology";
import { Copyable } from "../../../ui/copyable.tsx";
import { useConsoleMessages } from "../../messages/index.ts";
import { Aside, Fact, Facts, PartLink, Section } from "../../shared/facts.tsx";
import { filterText, undeliveredOf } from "../../topology/topology.ts";

/** A topic's subscribers, and where its undelivered events go. */
export function TopicFacts({
  topic,
  topology,
  onOpen,
}: {
  topic: DeployedTopic;
  topology: Topology;
  onOpen(name: string): void;
}) {
  const { panel } = useConsoleMessages();
  const subscribed = topology.queues.filter((queue) => queue.role === "work" && queue.topic === topic.name);
  const undelivered = undeliveredOf(topology, topic.name);
  return (
    <>
      <Section title={panel.subscriptions}>
        {subscribed.length === 0 && <p className="text-sm text-ink-soft">{panel.noSubscriptions}</p>}
        {subscribed.length > 0 && (
          <ul className="divide-y divide-hairline border-y border-hairline text-sm">
            {subscribed.map((queue) => (
              <li key={queue.name} className="py-1.5">
                <PartLink name={queue.name} onOpen={onOpen} />
                <Aside>
                  {queue.filter ? <span className="font-mono">{filterText(queue)}</span> : panel.everything}
                </Aside>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={panel.settings}>
        <Facts>
          {undelivered && (
            <Fact name={panel.kind.undelivered}>
              <PartLink name={undelivered.name} onOpen={onOpen} />
            </Fact>
          )}
          <Fact name="ARN">
            <Copyable value={topic.arn} className="text-xs text-ink-soft" />
          </Fact>
        </Facts>
      </Section>
    </>
  );
}
