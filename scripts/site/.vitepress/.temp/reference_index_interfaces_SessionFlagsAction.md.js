import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SessionFlagsAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/SessionFlagsAction.md","filePath":"reference/index/interfaces/SessionFlagsAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/SessionFlagsAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sessionflagsaction" tabindex="-1">Interface: SessionFlagsAction <a class="header-anchor" href="#interface-sessionflagsaction" aria-label="Permalink to &quot;Interface: SessionFlagsAction&quot;">​</a></h1><p>An accepted login is announced with other SessionFlags than it has.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;session-flags&quot;</code></td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td>readonly <a href="./../type-aliases/SessionFlagWord.html"><code>SessionFlagWord</code></a>[]</td><td>All of the flags; none: the login looks like that of a user without encryption.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/SessionFlagsAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SessionFlagsAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SessionFlagsAction as default
};
