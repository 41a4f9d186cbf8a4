import { useWords } from "../../words/words";

export function Brand() {
  const { t } = useWords();
  return (
    <p className="brand">
      <img src="/mark.svg" width={24} height={24} alt="" />
      {t("brand")}
    </p>
  );
}
