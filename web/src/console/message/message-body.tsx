import { type ReactNode, useCallback, useMemo, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { CopyButton } from "../shared/copy-button.tsx";
import { type JsonLine, jsonLines, type TokenKind } from "../text/json.ts";
import type { JsonPlace } from "../text/json-place.ts";

const looks: Record<TokenKind, string> = {
  name: "text-ink-soft",
  string: "text-ink",
  number: "text-(--line-ink)",
  word: "text-(--line-ink)",
  mark: "text-ink-faint",
};

interface Props {
  text: string;
  title?: string;
  copyLabel?: string;
  /** The error in it, and where. */
  mark?: (JsonPlace & { note: string }) | undefined;
  className?: string;
}

/** A message's body, or another JSON text called `title`, pretty-printed or exactly as sent. */
export function Body({ text, title, copyLabel, mark, className = "max-h-96" }: Props) {
  const { peek } = useConsoleMessages();
  const lines = useMemo(() => jsonLines(text), [text]);
  const [raw, setRaw] = useState(false);
  const pretty = lines && !raw ? lines : undefined;
  return (
    <section className="grid min-w-0 gap-1">
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
        <CopyButton text={text} label={copyLabel ?? peek.copyBody} className="size-8" />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard
        tabIndex={0}
        className={cx(
          "relative overflow-auto rounded-small bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap",
          className,
        )}
      >
        {pretty ? (
          <Lines lines={pretty} mark={mark} />
        ) : (
          <Raw text={text} offset={lines ? undefined : mark?.offset} note={mark?.note} />
        )}
      </pre>
    </section>
  );
}

function Lines({ lines, mark }: { lines: JsonLine[]; mark: Props["mark"] }) {
  const marked = mark?.line ?? -1;
  return lines.map(({ depth, tokens }, line) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never move
    <span key={line} className="block" style={{ paddingLeft: `${depth * 2 + 2}ch`, textIndent: "-2ch" }}>
      {line === marked ? (
        <Marked note={mark?.note}>{tokens.map((token) => token.text).join("")}</Marked>
      ) : (
        tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of one line never move
          <span key={index} className={looks[token.kind]}>
            {token.text}
          </span>
        ))
      )}
    </span>
  ));
}

/** How much of an invalid text is highlighted, from where it stops being JSON. */
const MARKED = 40;

function Raw({ text, offset, note }: { text: string; offset: number | undefined; note: string | undefined }) {
  if (offset === undefined) return text;
  return (
    <>
      {text.slice(0, offset)}
      <Marked note={note}>{text.slice(offset, offset + MARKED)}</Marked>
      {text.slice(offset + MARKED)}
    </>
  );
}

/** Scrolls only the text, to bring the error into view. */
function Marked({ note, children }: { note: string | undefined; children: ReactNode }) {
  const intoSight = useCallback((mark: HTMLElement | null) => {
    const text = mark?.closest("pre");
    if (mark && text) text.scrollTop = mark.offsetTop - text.clientHeight / 2;
  }, []);
  return (
    <mark ref={intoSight} className="rounded-small bg-signal-wash px-1 text-ink outline outline-signal">
      {children}
      <span className="pl-2 font-semibold text-signal-ink">← {note}</span>
    </mark>
  );
}
