import type { Ref } from "react";

interface EmailFieldProps {
  ref: Ref<HTMLInputElement>;
  id: string;
  label: string;
  /** What it is used for. */
  why: string;
  value: string;
  readOnly: boolean;
  /** What is wrong with it. */
  fault: string | undefined;
  onChange(next: string): void;
}

export function EmailField({ ref, id, label, why, value, readOnly, fault, onChange }: EmailFieldProps) {
  return (
    <div className="grid grid-cols-1 gap-1.5 text-sm">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        type="email"
        name="email"
        maxLength={254}
        autoComplete="email"
        placeholder="you@example.com"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault ${id}-why`}
        className="h-12 rounded-small border border-border bg-paper px-3 text-base placeholder:text-ink-faint aria-invalid:border-2 aria-invalid:border-signal"
        value={value}
        readOnly={readOnly}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-fault`} role="alert" className="font-semibold text-signal-ink empty:hidden">
        {fault}
      </p>
      <p id={`${id}-why`} className="text-ink-soft">
        {why}
      </p>
    </div>
  );
}
