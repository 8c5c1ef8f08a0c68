import { createLazyRoute } from "@tanstack/react-router";
import { usePageTexts } from "../../i18n/page-texts.ts";
import { usePageTitle } from "../../ui/use-page-title.ts";
import { Lost } from "../shared/lost.tsx";

export const route = createLazyRoute("/store/$")({ component: NotFoundPage });

function NotFoundPage() {
  const { lost } = usePageTexts();
  usePageTitle(lost.title);
  return <Lost title={lost.title} body={lost.body} />;
}
