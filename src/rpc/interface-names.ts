import type { SyntaxId } from './syntax.js';

/** Interfaces by UUID that clients ask for, served here or not: the names of their pipes. */
const names: Readonly<Record<string, string>> = {
  'e1af8308-5d1f-11c9-91a4-08002b14a0fa': 'epmapper',
  'afa8bd80-7d8a-11c9-bef4-08002b102989': 'mgmt',
  '4b324fc8-1670-01d3-1278-5a47bf6ee188': 'srvsvc',
  '6bffd098-a112-3610-9833-46c3f87e345a': 'wkssvc',
  '12345778-1234-abcd-ef00-0123456789ab': 'lsarpc',
  '3919286a-b10c-11d0-9ba8-00c04fd92ef5': 'dssetup',
  '12345778-1234-abcd-ef00-0123456789ac': 'samr',
  '12345678-1234-abcd-ef00-01234567cffb': 'netlogon',
  '367abb81-9844-35f1-ad32-98f038001003': 'svcctl',
  '338cd001-2244-31f1-aaaa-900038001003': 'winreg',
  '86d35949-83c9-4044-b424-db363231fd0c': 'taskschd',
  '1ff70682-0a51-30e8-076d-740be8cee98b': 'atsvc',
  '12345678-1234-abcd-ef00-0123456789ab': 'spoolss',
  'e3514235-4b06-11d1-ab04-00c04fc2dcd2': 'drsuapi',
  'c681d488-d850-11d0-8c52-00c04fd90f7e': 'efsrpc',
  '99fcfec4-5260-101b-bbcb-00aa0021347a': 'IObjectExporter',
  '000001a0-0000-0000-c000-000000000046': 'ISystemActivator',
};

/** The name of an interface, such as `srvsvc`; the UUID of one that is not known. */
export function interfaceName({ uuid }: Pick<SyntaxId, 'uuid'>): string {
  return names[uuid] ?? uuid;
}
