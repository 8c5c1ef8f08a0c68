import { cx } from "../../../ui/cx.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Tip } from "../../shared/tip.tsx";
import type { Station } from "../layout.ts";
import { StationButton } from "./station-button.tsx";
import { wordsPlace } from "./words-place.ts";

interface Props {
  station: Station & { kind: "train" };
  /** Unknown until the first numbers arrive. */
  enabled: boolean | undefined;
  selected: string | undefined;
  onOpen(name: string): void;
}

/** The consumer's name, whether it runs, and where its events go next. */
export function TrainLabel({ station, enabled, selected, onOpen }: Props) {
  const { map } = useConsoleMessages();
  const { consumer } = station;
  const state = () => {
    if (enabled === undefined) return map.unknown;
    return enabled ? map.running : map.paused;
  };
  return (
    <>
      {/* The train itself: its words have buttons of their own. */}
      <div className="absolute inset-y-0 left-0 w-11">
        <StationButton
          name={consumer.function}
          label={map.station.train(consumer.function, state())}
          selected={selected}
          onOpen={onOpen}
        />
      </div>
      <div className="absolute flex flex-col justify-center" style={wordsPlace(station, station.words)}>
        <p className="truncate text-xs leading-4">{consumer.function}</p>
        {consumer.feeds && consumer.feeds.length > 0 && (
          <p className="flex gap-x-1.5 text-2xs leading-4 whitespace-nowrap">
            {consumer.feeds.map((name) => (
              <Tip key={name} text={map.transfer(name)}>
                <button
                  type="button"
                  onClick={() => onOpen(name)}
                  className="rounded-small text-ink-soft underline-offset-2 hover:text-ink hover:underline"
                >
                  <span className="sr-only">{map.goesTo} </span>→ {name}
                </button>
              </Tip>
            ))}
          </p>
        )}
        <p
          className={cx("truncate text-2xs leading-4", enabled === false ? "font-semibold text-ink" : "text-ink-faint")}
        >
          {state()}
        </p>
      </div>
    </>
  );
}
