import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NamedUser","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NamedUser.md","filePath":"reference/auth/interfaces/NamedUser.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NamedUser.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-nameduser" tabindex="-1">Interface: NamedUser <a class="header-anchor" href="#interface-nameduser" aria-label="Permalink to &quot;Interface: NamedUser&quot;">​</a></h1><p>A user as somebody names it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Possibly empty.</td></tr><tr><td><a id="property-user"></a> <code>user</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>alice</code>, <code>LAB\\alice</code> or <code>alice@lab.test</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NamedUser.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NamedUser = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NamedUser as default
};
