import { createLazyRoute, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { completeSignIn } from "./client.ts";
import { Notice } from "./notice.tsx";
import { signIn } from "./session.ts";
import { loadAuthTexts, useAuthTexts } from "./texts/index.ts";

export const loadTexts = loadAuthTexts;

export const route = createLazyRoute("/signed-in")({ component: SignedInPage });

/** The issuer redirects here; the page goes straight on to where the sign-in began. */
function SignedInPage() {
  const { failed, again, oneMoment } = useAuthTexts();
  const { history } = useRouter();
  const [lost, setLost] = useState(false);

  useEffect(() => {
    completeSignIn().then(
      (returnTo) => history.replace(returnTo),
      () => setLost(true),
    );
  }, [history]);

  if (!lost) return <p className="sr-only">{oneMoment}</p>;
  return (
    <Notice title={failed.title} action={{ label: again, act: () => signIn("/") }}>
      {failed.body}
    </Notice>
  );
}
