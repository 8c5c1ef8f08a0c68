import { useLanguage } from "../../i18n/language.ts";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Tip } from "../shared/tip.tsx";
import { duration } from "../text/duration.ts";
import { togglePaused, usePaused } from "./pause.ts";
import { useLiveStatus } from "./use-live-status.ts";

/** Data that should arrive every second is late when older than this. */
const LATE_SECONDS = 4;

/** Shows the data's age; pressing it pauses or resumes updates. */
export function LiveButton() {
  const { live } = useConsoleMessages();
  const language = useLanguage();
  const paused = usePaused();
  const { updatedAt, error } = useLiveStatus();
  const seconds = Math.max(0, (useNow() - (updatedAt ?? 0)) / 1000);
  const age = duration(seconds, language);
  const late = Boolean(error) || (updatedAt !== undefined && seconds > LATE_SECONDS);

  const words = () => {
    if (updatedAt === undefined) return live.waiting;
    if (paused) return live.paused(age);
    return late ? live.late(age) : live.now;
  };
  // On a phone there is room for the age alone; otherwise the header would need another row.
  const briefly = updatedAt !== undefined && (paused || late ? age : live.now);
  return (
    <>
      <Tip isName text={paused ? live.resume : live.pause}>
        <button
          type="button"
          aria-pressed={paused}
          onClick={togglePaused}
          className="inline-flex h-9 items-center gap-2 rounded-round border border-hairline px-3 text-xs whitespace-nowrap text-ink-soft tabular-nums transition hover:border-border hover:text-ink"
        >
          <Sign paused={paused} known={updatedAt !== undefined} late={late} />
          <span className="max-sm:sr-only">{words()}</span>
          <span aria-hidden="true" className="empty:hidden sm:hidden">
            {briefly}
          </span>
          <span className="sr-only">{paused ? live.resume : live.pause}</span>
        </button>
      </Tip>
      <span role="status" className="sr-only">
        {paused ? live.pausedSaid : ""}
      </span>
    </>
  );
}

function Sign({ paused, known, late }: { paused: boolean; known: boolean; late: boolean }) {
  if (paused) {
    return (
      <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" className="fill-ink-soft">
        <rect x="1" width="3" height="10" rx="1" />
        <rect x="6" width="3" height="10" rx="1" />
      </svg>
    );
  }
  const colour = late ? "bg-signal" : known ? "bg-stock" : "bg-ink-faint";
  return <span aria-hidden="true" className={cx("size-2 rounded-round", colour)} />;
}
