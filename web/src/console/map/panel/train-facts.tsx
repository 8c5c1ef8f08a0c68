import type { DeployedConsumer, DeployedQueue } from "@donut/contracts/topology";
import { useLanguage } from "../../../i18n/language.ts";
import { Copyable } from "../../../ui/copyable.tsx";
import { metricsQuery } from "../../api/metrics.ts";
import type { QueueCounts } from "../../api/types.ts";
import { useLive } from "../../live/use-live.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { valueText } from "../../numbers/units.ts";
import { Aside, Fact, Facts, PartLink, Section } from "../../shared/facts.tsx";
import { Figure } from "../../shared/figure.tsx";
import { TrainLog } from "./log/train-log.tsx";

const EVERY = 15_000;

interface Props {
  queue: DeployedQueue;
  consumer: DeployedConsumer;
  count: QueueCounts | undefined;
  onOpen(name: string): void;
}

/** What a consumer has done in the last hour, how long it took, and what it has logged last. */
export function TrainFacts({ queue, consumer, count, onOpen }: Props) {
  const { panel, map } = useConsoleMessages();
  const language = useLanguage();
  const { data } = useLive(metricsQuery("1h", queue.name), EVERY);
  const known = (values: (number | null)[] = []) => values.filter((it) => it !== null);
  const sum = (values?: (number | null)[]) => known(values).reduce((total, value) => total + value, 0);
  const { processed, failed, durationMs, longestMs } = data?.measures ?? {};
  const calls = known(durationMs);
  const numbers = [
    { name: panel.handled, text: valueText(sum(processed), "count", language) },
    { name: panel.failedTries, text: valueText(sum(failed), "count", language), trouble: sum(failed) > 0 },
    {
      name: panel.average,
      text: calls.length > 0 ? valueText(sum(durationMs) / calls.length, "milliseconds", language) : undefined,
    },
    {
      name: panel.longest,
      text: calls.length > 0 ? valueText(Math.max(...known(longestMs)), "milliseconds", language) : undefined,
    },
  ];
  const enabled = count?.consumer?.enabled;
  return (
    <>
      <Section title={panel.lastHour}>
        <dl className="grid grid-cols-2 gap-y-2 border-y border-hairline py-2">
          {numbers.map(({ name, text, trouble }) => (
            <Figure key={name} name={name} trouble={trouble}>
              {(data && text) ?? "–"}
            </Figure>
          ))}
        </dl>
      </Section>
      <TrainLog queue={queue.name} />
      <Section title={panel.settings}>
        <Facts>
          <Fact name={panel.takesFrom}>
            <PartLink name={queue.name} onOpen={onOpen} />
            <Aside>{enabled === undefined ? map.unknown : enabled ? map.running : map.paused}</Aside>
          </Fact>
          {consumer.feeds && consumer.feeds.length > 0 && (
            <Fact name={panel.goesTo}>
              <span className="flex flex-wrap gap-x-3">
                {consumer.feeds.map((name) => (
                  <PartLink key={name} name={name} onOpen={onOpen} />
                ))}
              </span>
            </Fact>
          )}
          <Fact name={panel.log}>
            <Copyable value={consumer.logGroup} className="text-xs" />
            <Aside>
              <span className="wrap-anywhere">{panel.logHelp(`.offline/logs/${consumer.function}.log`)}</span>
            </Aside>
          </Fact>
        </Facts>
      </Section>
    </>
  );
}
