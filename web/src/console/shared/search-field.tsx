import { useEffect, useEffectEvent, useState } from "react";

const TYPING_MS = 250;

interface Props {
  value: string;
  label: string;
  hint: string;
  onChange(value: string): void;
}

/** A search field that reports its text once typing pauses, or on Enter. `/` focuses it. */
export function SearchField({ value, label, hint, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const report = useEffectEvent(() => {
    if (typed.trim() !== value) onChange(typed.trim());
  });
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => report(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <input
      type="search"
      data-search
      value={typed}
      maxLength={200}
      aria-label={label}
      placeholder={hint}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && typed.trim() !== value) onChange(typed.trim());
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      className="h-9 min-w-0 flex-1 basis-64 rounded-small border border-border bg-surface px-3 text-sm placeholder:text-ink-faint"
    />
  );
}
