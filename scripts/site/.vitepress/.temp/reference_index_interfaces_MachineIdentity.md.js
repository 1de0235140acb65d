import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MachineIdentity","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/MachineIdentity.md","filePath":"reference/index/interfaces/MachineIdentity.md"}');
const _sfc_main = { name: "reference/index/interfaces/MachineIdentity.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-machineidentity" tabindex="-1">Interface: MachineIdentity <a class="header-anchor" href="#interface-machineidentity" aria-label="Permalink to &quot;Interface: MachineIdentity&quot;">​</a></h1><p>The numbers by which a client&#39;s machine tells its own logins from those of others, so that a login that comes back to it is seen. They are no secret: everybody who sees the login can repeat them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-crossbootmachineid"></a> <code>crossBootMachineId?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The 32 bytes that Windows appends since its updates of August 2025 (Microsoft KB5068222), in hexadecimal. They stay the same across restarts, and copies of one installation share them. Absent: an older client, or none of Windows.</td></tr><tr><td><a id="property-machineid"></a> <code>machineId</code></td><td><code>readonly</code></td><td><code>string</code></td><td>MachineID, 32 bytes in hexadecimal: a random number that Windows makes when it starts ([MS-NLMP] 2.2.2.2, [MS-KILE] 3.1.1.4). Samba&#39;s clients make one for each login.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/MachineIdentity.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MachineIdentity = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MachineIdentity as default
};
