import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ClaimRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ClaimRecord.md","filePath":"reference/index/interfaces/ClaimRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/ClaimRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-claimrecord" tabindex="-1">Interface: ClaimRecord <a class="header-anchor" href="#interface-claimrecord" aria-label="Permalink to &quot;Interface: ClaimRecord&quot;">​</a></h1><p>The names that a client gives of itself, as it sent them; a password in one of them is masked.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The user&#39;s domain or realm; empty: it names none.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The user name; empty: none was sent, or not yet.</td></tr><tr><td><a id="property-workstation"></a> <code>workstation</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The client&#39;s own name; empty: it names none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ClaimRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClaimRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClaimRecord as default
};
