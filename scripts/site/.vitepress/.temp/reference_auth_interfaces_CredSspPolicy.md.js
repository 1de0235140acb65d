import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CredSspPolicy","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/CredSspPolicy.md","filePath":"reference/auth/interfaces/CredSspPolicy.md"}');
const _sfc_main = { name: "reference/auth/interfaces/CredSspPolicy.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-credssppolicy" tabindex="-1">Interface: CredSspPolicy <a class="header-anchor" href="#interface-credssppolicy" aria-label="Permalink to &quot;Interface: CredSspPolicy&quot;">​</a></h1><p>The rules of a server&#39;s logins through CredSSP.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-minversion"></a> <code>minVersion?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The lowest version of a client that is accepted, 2 to 6; default 5. Versions 2 to 4 send the key without a nonce ([MS-CSSP] 5.1).</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/CredSspPolicy.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CredSspPolicy = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CredSspPolicy as default
};
