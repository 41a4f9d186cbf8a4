import { useQuery } from "@tanstack/react-query";
import { useHost } from "../../api/core";
import { key } from "../../api/keys";

export function useCannedList() {
  const host = useHost();
  return useQuery({ queryKey: key("canned_list", {}), queryFn: () => host.call("canned_list", {}) });
}
