import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ClaimFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ClaimFact.md","filePath":"reference/auth/interfaces/ClaimFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ClaimFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-claimfact" tabindex="-1">Interface: ClaimFact <a class="header-anchor" href="#interface-claimfact" aria-label="Permalink to &quot;Interface: ClaimFact&quot;">​</a></h1><p>The names that a client gives of itself, as it sent them. The latest of a login counts.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The user&#39;s domain or realm; empty: none is named.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;claim&quot;</code></td><td>-</td></tr><tr><td><a id="property-user"></a> <code>user?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The user name. Absent: the message names no user yet. Empty: an anonymous client.</td></tr><tr><td><a id="property-workstation"></a> <code>workstation</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The client&#39;s own name; empty: none is named.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ClaimFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClaimFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClaimFact as default
};
