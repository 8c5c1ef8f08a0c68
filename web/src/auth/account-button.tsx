import { useNavigate } from "@tanstack/react-router";
import { IconButton } from "../ui/button.tsx";
import { AccountMenu, PersonIcon } from "./account-menu.tsx";
import { session, signIn } from "./session.ts";
import { useAuthTexts } from "./texts/index.ts";

/** In the store's header: the signed-in account, or a link to sign in. */
export function AccountButton() {
  const { signIn: label, mine } = useAuthTexts();
  const navigate = useNavigate();
  const { status } = session.use();
  if (status === "signed-in") return <AccountMenu />;
  // The passport page finds out whether the issuer still knows a remembered browser.
  const act = status === "remembered" ? () => navigate({ to: "/orders" }) : () => signIn().catch(() => undefined);
  return (
    <IconButton label={status === "remembered" ? mine.title : label} onClick={act}>
      <PersonIcon />
    </IconButton>
  );
}
