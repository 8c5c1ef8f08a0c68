import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useLanguage } from "../../../i18n/language.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { type Chosen, dryRunQuery, startRedrive } from "../../api/repair.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { Field, fieldClass } from "../../shared/field.tsx";
import { ProblemNote, useFault } from "../../shared/problem-note.tsx";
import { duration } from "../../text/duration.ts";
import { ChosenFilter } from "./chosen-filter.tsx";
import { useRepair } from "./use-repair.ts";

const RATES = ["", "1", "5", "10", "50", "100", "500"];

/** Counts first, then asks for confirmation, and says how long it takes. */
export function RedriveDialog({ queue, chosen, onClose }: { queue: string; chosen: Chosen; onClose(): void }) {
  const { redrive: texts } = useConsoleMessages();
  const language = useLanguage();
  const now = useNow();
  const [rate, setRate] = useState("");
  const count = useQuery(dryRunQuery(queue, chosen));
  const start = useRepair(
    queue,
    () => startRedrive(queue, { ...chosen, ...(rate && { maxPerSecond: Number(rate) }) }),
    () => {
      toast(texts.started);
      onClose();
    },
  );
  const fault = useFault(start.error, "/maxPerSecond");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count.data?.count) start.mutate(undefined);
  };
  const { data } = count;
  const about = chosen.messageIds ? texts.picked : chosen.filter ? texts.filtered : texts.all;
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        {!data && !count.error && <Skeleton className="h-16" />}
        {data && (
          <div className="grid gap-1" role="status">
            <p className="text-lg font-semibold tabular-nums">{texts.count(data.count, data.of)}</p>
            <p className="text-sm text-ink-soft">
              {about} {texts.to(data.destination)}{" "}
              {data.indexedAt && texts.counted(duration((now - Date.parse(data.indexedAt)) / 1000, language))}
            </p>
            <ChosenFilter filter={chosen.filter} />
          </div>
        )}
        <Field
          name={texts.rate}
          fault={fault}
          help={rate && data ? texts.takes(duration(Math.ceil(data.count / Number(rate)), language)) : texts.rateHelp}
        >
          <select
            aria-invalid={fault !== undefined}
            value={rate}
            onChange={(event) => setRate(event.target.value)}
            className={`h-11 ${fieldClass}`}
          >
            {RATES.map((value) => (
              <option key={value} value={value}>
                {value === "" ? texts.noRate : texts.perSecond(Number(value))}
              </option>
            ))}
          </select>
        </Field>
        <p className="text-xs text-ink-soft">{texts.explained}</p>
        <ProblemNote error={start.error ?? count.error} beside={["/maxPerSecond"]} />
        <DialogButtons
          action={data ? texts.action(data.count) : texts.title}
          denied={data?.count === 0 ? texts.none : undefined}
          busy={start.isPending || count.isPending}
          first
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
