import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { sayFailed } from "../shared/say.tsx";
import { type Subscriptions, sendTest } from "./api.ts";
import { subscribeBrowser, support } from "./browser.ts";
import { announce } from "./keep.ts";
import { useNotificationTexts } from "./messages/index.ts";
import { subscribeAt } from "./own-service.ts";
import { thisDevice } from "./this-device.ts";
import { useRemoval } from "./use-removal.ts";

type Trouble = { kind: "blocked" } | { kind: "dismissed" } | { kind: "failed"; reason: string };

/** Whether this browser gets notifications, and a switch for it. */
export function ThisBrowser({ known }: { known: Subscriptions }) {
  const { here: texts } = useNotificationTexts();
  const device = thisDevice.use();
  const listed = known.subscriptions.find(({ id }) => id === device?.id);
  return (
    <PanelCard title={texts.title}>
      {listed ? (
        <On id={listed.id} service={device?.receiver === undefined ? undefined : listed.service} />
      ) : (
        <Off known={known} />
      )}
    </PanelCard>
  );
}

function On({ id, service }: { id: string; service: string | undefined }) {
  const { here: texts } = useNotificationTexts();
  const denied = useDenied();
  const test = useMutation({ mutationFn: sendTest, onSuccess: () => toast(texts.testSent), onError: sayFailed });
  const removal = useRemoval(() => toast(texts.turnedOff));
  return (
    <>
      <Words strong={texts.on}>{service === undefined ? texts.onBody : texts.onOwn(service)}</Words>
      <div className="flex flex-wrap gap-2">
        <ActionButton kind="primary" denied={denied} busy={test.isPending} onClick={() => test.mutate(id)}>
          {texts.test}
        </ActionButton>
        <ActionButton denied={denied} busy={removal.isPending} onClick={() => removal.mutate(id)}>
          {texts.turnOff}
        </ActionButton>
      </div>
    </>
  );
}

function Off({ known: { publicKey, services } }: { known: Subscriptions }) {
  const { here: texts } = useNotificationTexts();
  const denied = useDenied();
  const [trouble, setTrouble] = useState<Trouble | undefined>(
    support() === "supported" && Notification.permission === "denied" ? { kind: "blocked" } : undefined,
  );
  const on = useMutation({
    // Within the click: browsers ask for permission only right after a user's action.
    mutationFn: async (service: string | undefined): Promise<Trouble | undefined> => {
      const permission = await Notification.requestPermission();
      if (permission === "denied") return { kind: "blocked" };
      if (permission !== "granted") return { kind: "dismissed" };
      if (service !== undefined) {
        await announce(await subscribeAt(service, publicKey));
        return undefined;
      }
      const result = await subscribeBrowser(publicKey);
      if (result.status === "failed") return { kind: "failed", reason: result.reason };
      await announce(result.subscription);
      return undefined;
    },
    onSuccess: (met) => {
      setTrouble(met);
      if (met === undefined) toast(texts.turnedOn);
    },
    onError: sayFailed,
  });
  if (support() !== "supported")
    return <Words>{support() === "install-first" ? texts.installFirst : texts.unsupported}</Words>;

  return (
    <>
      <Words strong={texts.off}>{texts.offBody}</Words>
      <div role="status" className="empty:hidden">
        {trouble && <TroubleNote trouble={trouble} offer={services.length > 0} />}
      </div>
      <div className="flex flex-wrap gap-2">
        {trouble?.kind === "failed" &&
          services.map((service) => (
            <ActionButton
              key={service}
              kind="primary"
              denied={denied}
              busy={on.isPending}
              onClick={() => on.mutate(service)}
            >
              {texts.ownUse(new URL(service).host)}
            </ActionButton>
          ))}
        <ActionButton
          kind={trouble?.kind === "failed" ? "outline" : "primary"}
          denied={denied}
          busy={on.isPending}
          onClick={() => on.mutate(undefined)}
        >
          {on.isPending ? texts.turningOn : trouble?.kind === "failed" ? texts.tryAgain : texts.turnOn}
        </ActionButton>
      </div>
    </>
  );
}

function TroubleNote({ trouble, offer }: { trouble: Trouble; offer: boolean }) {
  const { here: texts } = useNotificationTexts();
  if (trouble.kind === "dismissed") return <Note>{texts.dismissed}</Note>;
  if (trouble.kind === "blocked") return <Note strong={texts.blocked}>{texts.blockedHelp}</Note>;
  return (
    <Note strong={texts.failed}>
      {trouble.reason === "no-answer" ? texts.noAnswer : texts.said(trouble.reason)}
      {offer && <span className="mt-1 block">{texts.ownOffer}</span>}
    </Note>
  );
}

function Note({ strong, children }: { strong?: string; children: ReactNode }) {
  return (
    <div className="rounded-small bg-ads-wash px-3 py-2 text-sm text-ads-ink">
      {strong && <span className="block font-semibold">{strong}</span>}
      {children}
    </div>
  );
}

function Words({ strong, children }: { strong?: string; children: ReactNode }) {
  return (
    <p className="max-w-prose text-sm text-ink-soft">
      {strong && <span className="block font-semibold text-ink">{strong}</span>}
      {children}
    </p>
  );
}
