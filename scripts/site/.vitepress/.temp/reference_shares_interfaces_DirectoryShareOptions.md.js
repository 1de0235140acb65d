import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DirectoryShareOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/DirectoryShareOptions.md","filePath":"reference/shares/interfaces/DirectoryShareOptions.md"}');
const _sfc_main = { name: "reference/shares/interfaces/DirectoryShareOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-directoryshareoptions" tabindex="-1">Interface: DirectoryShareOptions <a class="header-anchor" href="#interface-directoryshareoptions" aria-label="Permalink to &quot;Interface: DirectoryShareOptions&quot;">​</a></h1><p>The configuration of a share of a directory.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-access"></a> <code>access</code></td><td><code>readonly</code></td><td><a href="./../../index/type-aliases/AccessRules.html"><code>AccessRules</code></a></td><td>The users and groups that may read or write here.</td></tr><tr><td><a id="property-comment"></a> <code>comment?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Shown by clients that list shares; default: empty.</td></tr><tr><td><a id="property-encrypt"></a> <code>encrypt?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Every request to this share must arrive encrypted; default: no.</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name that clients connect to, compared without case.</td></tr><tr><td><a id="property-path"></a> <code>path</code></td><td><code>readonly</code></td><td><code>string</code></td><td>An existing directory.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/DirectoryShareOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DirectoryShareOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DirectoryShareOptions as default
};
