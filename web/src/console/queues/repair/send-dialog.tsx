import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { sendMessage } from "../../api/repair.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { Field, fieldClass, TextField } from "../../shared/field.tsx";
import { ProblemNote, useFault } from "../../shared/problem-note.tsx";
import { compact } from "../../text/json-text.ts";
import { jsonProblem } from "./json-problem.ts";
import { eventTemplate } from "./template.ts";
import { useRepair } from "./use-repair.ts";

const fields = ["/body", "/groupId", "/deduplicationId", "/delaySeconds"];

interface Props {
  queue: DeployedQueue;
  topology: Topology;
  onClose(): void;
}

/** Sends a message by hand. */
export function SendDialog({ queue, topology, onClose }: Props) {
  const { send: texts } = useConsoleMessages();
  const [template] = useState(() => eventTemplate(queue, topology));
  const [body, setBody] = useState(template);
  const [groupId, setGroupId] = useState("");
  const [deduplicationId, setDeduplicationId] = useState("");
  const [delay, setDelay] = useState("");
  const [check, setCheck] = useState(true);
  const send = useRepair(
    queue.name,
    () =>
      sendMessage(queue.name, {
        body: compact(body),
        check,
        ...(groupId && { groupId }),
        ...(deduplicationId && { deduplicationId }),
        ...(delay && { delaySeconds: Number(delay) }),
      }),
    ({ messageId }) => {
      toast(texts.done(messageId));
      onClose();
    },
  );
  const faults = {
    body: useFault(send.error, "/body"),
    group: useFault(send.error, "/groupId"),
    deduplication: useFault(send.error, "/deduplicationId"),
    delay: useFault(send.error, "/delaySeconds"),
  };
  const broken = body.trim() === "" ? undefined : jsonProblem(body);
  const denied = body.trim() === "" ? texts.noBody : queue.fifo && groupId === "" ? texts.noGroup : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (denied === undefined) send.mutate(undefined);
  };
  return (
    <Dialog title={texts.title(queue.name)} unsaved={body !== template} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4" onChange={() => send.reset()}>
        <Field name={texts.body} help={broken && texts.notJson(broken)} fault={faults.body}>
          <textarea
            aria-invalid={faults.body !== undefined}
            data-first
            value={body}
            rows={10}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => setBody(event.target.value)}
            className={`resize-y py-2 font-mono text-xs! ${fieldClass}`}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          {!queue.fifo && (
            <TextField
              name={texts.delay}
              help={texts.delayHelp}
              fault={faults.delay}
              type="number"
              min={0}
              max={900}
              step={1}
              value={delay}
              onChange={setDelay}
            />
          )}
          <TextField
            name={texts.group}
            help={queue.fifo ? texts.groupHelp : texts.fairHelp}
            fault={faults.group}
            maxLength={128}
            value={groupId}
            onChange={setGroupId}
          />
          {queue.fifo && (
            <TextField
              name={texts.deduplication}
              help={texts.deduplicationHelp}
              fault={faults.deduplication}
              maxLength={128}
              value={deduplicationId}
              onChange={setDeduplicationId}
            />
          )}
        </div>
        <label className="flex min-h-11 items-start gap-3 text-sm">
          <input
            type="checkbox"
            checked={check}
            onChange={(event) => setCheck(event.target.checked)}
            className="mt-0.5 size-4 accent-ink"
          />
          <span>
            {texts.check}
            <span className="block text-xs text-ink-soft">{texts.checkHelp}</span>
          </span>
        </label>
        <ProblemNote error={send.error} beside={fields} />
        <DialogButtons action={texts.action} denied={denied} busy={send.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
