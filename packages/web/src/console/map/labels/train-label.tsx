import { cx } from "../../../ui/cx.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import type { DeployedConsumer } from "../topology.ts";

interface Props {
  consumer: DeployedConsumer;
  tall: boolean;
  /** Unknown until the first numbers come. */
  enabled: boolean | undefined;
  onOpen(name: string): void;
}

/** The consumer's name, whether it runs, and where its passengers change. */
export function TrainLabel({ consumer, tall, enabled, onOpen }: Props) {
  const { map } = useConsoleMessages();
  const state = () => {
    if (enabled === undefined) return map.unknown;
    return enabled ? map.running : map.paused;
  };
  return (
    <div className={cx("absolute inset-y-0 right-0 left-12 flex flex-col justify-center", tall && "left-11")}>
      <p className="text-xs leading-4 whitespace-nowrap">{consumer.function}</p>
      <p className="flex items-center gap-x-1.5 text-2xs leading-4 whitespace-nowrap text-ink-faint">
        <span className={cx(enabled === false && "font-semibold text-ink")}>{state()}</span>
        {consumer.feeds?.map((name) => (
          <button
            key={name}
            type="button"
            title={map.transfer(name)}
            onClick={() => onOpen(name)}
            className="rounded-small text-ink-soft underline-offset-2 hover:text-ink hover:underline"
          >
            <span className="sr-only">{map.goesTo} </span>→ {name}
          </button>
        ))}
      </p>
    </div>
  );
}
