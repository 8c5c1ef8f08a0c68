declare module "virtual:pretendard.css";

interface ImportMetaEnv {
  readonly VITE_SALES_URL?: string;
  readonly VITE_ADMIN_URL?: string;
  readonly VITE_FACTORY_URL?: string;
}
