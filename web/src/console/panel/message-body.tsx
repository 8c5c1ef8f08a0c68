import { useMemo, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { CheckIcon, CopyIcon } from "../../ui/icons.tsx";
import { useConsoleMessages } from "../messages/index.ts";
import { jsonLines, type TokenKind } from "../text/json.ts";

const looks: Record<TokenKind, string> = {
  name: "text-ink-soft",
  string: "text-ink",
  number: "text-(--line-ink)",
  word: "text-(--line-ink)",
  mark: "text-ink-faint",
};

/** A message's body, or another JSON text of that `title`, set out in lines or exactly as it was sent. */
export function Body({ text, title }: { text: string; title?: string }) {
  const { peek } = useConsoleMessages();
  const lines = useMemo(() => jsonLines(text), [text]);
  const [raw, setRaw] = useState(false);
  const [copied, setCopied] = useState(false);
  const Picture = copied ? CheckIcon : CopyIcon;
  const pretty = lines && !raw ? lines : undefined;
  return (
    <section className="grid gap-1">
      <div className="flex items-center gap-1 text-xs text-ink-soft">
        <h4 className="mr-auto font-semibold">{title ?? peek.body}</h4>
        {lines &&
          [false, true].map((choice) => (
            <button
              key={`${choice}`}
              type="button"
              aria-pressed={raw === choice}
              onClick={() => setRaw(choice)}
              className={cx(
                "min-h-8 rounded-small px-2",
                raw === choice ? "bg-sunken font-semibold text-ink" : "hover:text-ink",
              )}
            >
              {choice ? peek.raw : peek.pretty}
            </button>
          ))}
        <button
          type="button"
          aria-label={copied ? peek.copied : peek.copyBody}
          title={copied ? peek.copied : peek.copyBody}
          className="inline-grid size-8 place-items-center rounded-small hover:text-ink"
          onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          <Picture width="15" height="15" />
        </button>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-small bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {pretty
          ? pretty.map(({ depth, tokens }, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never move
              <span key={line} className="block" style={{ paddingLeft: `${depth * 2 + 2}ch`, textIndent: "-2ch" }}>
                {tokens.map((token, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of one line never move
                  <span key={index} className={looks[token.kind]}>
                    {token.text}
                  </span>
                ))}
              </span>
            ))
          : text}
      </pre>
    </section>
  );
}
