import { CloseIcon } from "../../../ui/icons.tsx";
import type { DeadLetter, DeadLetterFilter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { IconButton } from "../../shared/icon-button.tsx";
import { SearchField } from "../../shared/search-field.tsx";
import { isFiltered } from "./search.ts";

interface Props {
  filter: DeadLetterFilter;
  /** The loaded ones: the filters' values come from them. */
  deadLetters: DeadLetter[];
  onChange(filter: DeadLetterFilter): void;
}

/** Searches everything about dead letters, and filters by the values that loaded ones share. */
export function FilterBar({ filter, deadLetters, onChange }: Props) {
  const { deadLetters: texts } = useConsoleMessages();
  const set = (name: keyof DeadLetterFilter, value: string) => {
    const { [name]: _, ...others } = filter;
    onChange(value === "" ? others : { ...others, [name]: value });
  };
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField
        value={filter.q ?? ""}
        label={texts.search}
        hint={texts.searchHint}
        onChange={(value) => set("q", value)}
      />
      <Choice
        name={texts.byError}
        value={filter.error}
        values={deadLetters.map(({ lastError }) => lastError?.name)}
        onChange={(value) => set("error", value)}
      />
      <Choice
        name={texts.byType}
        value={filter.type}
        values={deadLetters.map(({ type }) => type)}
        onChange={(value) => set("type", value)}
      />
      <Choice
        name={texts.bySource}
        value={filter.sourceQueue}
        values={deadLetters.map(({ sourceQueue }) => sourceQueue)}
        onChange={(value) => set("sourceQueue", value)}
      />
      {filter.correlationId && (
        <span className="inline-flex max-w-full items-center rounded-small border border-border pl-3 text-xs">
          <span className="truncate">
            {texts.byCorrelation} <span className="font-mono">{filter.correlationId}</span>
          </span>
          <IconButton label={texts.noCorrelation} className="size-8!" onClick={() => set("correlationId", "")}>
            <CloseIcon width="14" height="14" />
          </IconButton>
        </span>
      )}
      {isFiltered(filter) && (
        <button
          type="button"
          onClick={() => onChange({})}
          className="min-h-9 rounded-small px-1 text-xs font-semibold underline underline-offset-2"
        >
          {texts.noFilter}
        </button>
      )}
    </search>
  );
}

interface ChoiceProps {
  name: string;
  value: string | undefined;
  values: (string | undefined)[];
  onChange(value: string): void;
}

function Choice({ name, value, values, onChange }: ChoiceProps) {
  const known = [...new Set([value, ...values])].filter((it) => it !== undefined).sort();
  if (known.length < 2 && value === undefined) return null;
  return (
    <select
      aria-label={name}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value)}
      className="h-9 max-w-full rounded-small border border-border bg-surface px-2 text-sm"
    >
      <option value="">{name}</option>
      {known.map((it) => (
        <option key={it} value={it}>
          {it}
        </option>
      ))}
    </select>
  );
}
