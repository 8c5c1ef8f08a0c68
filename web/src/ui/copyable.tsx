import { useMessages } from "../i18n/messages.ts";
import { cx } from "./cx.ts";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { useCopied } from "./use-copied.ts";

/** An id or address in tabular mono that is copied with one press. `shown` may be a shorter form of it. */
export function Copyable({ value, shown = value, className }: { value: string; shown?: string; className?: string }) {
  const { copy } = useMessages();
  const [copied, copyText] = useCopied();
  const Picture = copied ? CheckIcon : CopyIcon;
  return (
    <button
      type="button"
      title={value}
      aria-label={copied ? copy.done : copy.label(value)}
      className={cx(
        "group inline-flex max-w-full items-center gap-1 rounded-small font-mono text-[0.9em] tabular-nums hover:text-ink",
        className,
      )}
      onClick={() => copyText(value)}
    >
      <span className="truncate">{shown}</span>
      <Picture width="14" height="14" className="shrink-0 opacity-60 group-hover:opacity-100" />
    </button>
  );
}
