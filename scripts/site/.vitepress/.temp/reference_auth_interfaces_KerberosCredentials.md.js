import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: KerberosCredentials","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/KerberosCredentials.md","filePath":"reference/auth/interfaces/KerberosCredentials.md"}');
const _sfc_main = { name: "reference/auth/interfaces/KerberosCredentials.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-kerberoscredentials" tabindex="-1">Interface: KerberosCredentials <a class="header-anchor" href="#interface-kerberoscredentials" aria-label="Permalink to &quot;Interface: KerberosCredentials&quot;">​</a></h1><p>The secret of delegated credentials of Kerberos, as <code>DelegatedCredentials.reveal</code> gives it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-tickets"></a> <code>tickets</code></td><td><code>readonly</code></td><td>readonly <a href="./DelegatedTicket.html"><code>DelegatedTicket</code></a>[]</td><td>The tickets: usually one, which grants others.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/KerberosCredentials.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const KerberosCredentials = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  KerberosCredentials as default
};
