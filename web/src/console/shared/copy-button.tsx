import { cx } from "../../ui/cx.ts";
import { CheckIcon, CopyIcon } from "../../ui/icons.tsx";
import { useCopied } from "../../ui/use-copied.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Tip } from "./tip.tsx";

/** Copies a text that is shown beside it. */
export function CopyButton({ text, label, className }: { text: string; label: string; className: string }) {
  const { peek } = useConsoleMessages();
  const [copied, copy] = useCopied();
  const Picture = copied ? CheckIcon : CopyIcon;
  return (
    <Tip isName text={copied ? peek.copied : label}>
      <button
        type="button"
        aria-label={copied ? peek.copied : label}
        className={cx("inline-grid shrink-0 place-items-center rounded-small text-ink-soft hover:text-ink", className)}
        onClick={() => copy(text)}
      >
        <Picture width="16" height="16" />
      </button>
    </Tip>
  );
}
