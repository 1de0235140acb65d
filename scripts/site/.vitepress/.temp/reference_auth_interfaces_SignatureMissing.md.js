import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SignatureMissing","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/SignatureMissing.md","filePath":"reference/auth/interfaces/SignatureMissing.md"}');
const _sfc_main = { name: "reference/auth/interfaces/SignatureMissing.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-signaturemissing" tabindex="-1">Interface: SignatureMissing <a class="header-anchor" href="#interface-signaturemissing" aria-label="Permalink to &quot;Interface: SignatureMissing&quot;">​</a></h1><p>An unsigned request where signing is required ([MS-SMB2] 3.3.5.2.4, 3.3.5.7).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Command of the SMB2 header.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;signature-missing&quot;</code></td><td>-</td></tr><tr><td><a id="property-requiredby"></a> <code>requiredBy</code></td><td><code>readonly</code></td><td><code>&quot;client&quot;</code> | <code>&quot;server&quot;</code> | <code>&quot;dialect&quot;</code></td><td>The side that required it; <code>dialect</code>: a 3.1.1 TREE_CONNECT is always protected.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/SignatureMissing.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SignatureMissing = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SignatureMissing as default
};
