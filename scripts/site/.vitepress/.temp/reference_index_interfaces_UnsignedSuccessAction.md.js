import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: UnsignedSuccessAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/UnsignedSuccessAction.md","filePath":"reference/index/interfaces/UnsignedSuccessAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/UnsignedSuccessAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-unsignedsuccessaction" tabindex="-1">Interface: UnsignedSuccessAction <a class="header-anchor" href="#interface-unsignedsuccessaction" aria-label="Permalink to &quot;Interface: UnsignedSuccessAction&quot;">​</a></h1><p>The answer to SESSION_SETUP says that the login succeeded, and is not signed. The server itself knows such a session only if it had accepted the login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;unsigned-success&quot;</code></td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags?</code></td><td><code>readonly</code></td><td>readonly <a href="./../type-aliases/SessionFlagWord.html"><code>SessionFlagWord</code></a>[]</td><td>The SessionFlags that are claimed; absent: those of the answer, or none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/UnsignedSuccessAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const UnsignedSuccessAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  UnsignedSuccessAction as default
};
