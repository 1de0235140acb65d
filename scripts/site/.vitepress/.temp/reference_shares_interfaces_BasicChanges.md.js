import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BasicChanges","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/BasicChanges.md","filePath":"reference/shares/interfaces/BasicChanges.md"}');
const _sfc_main = { name: "reference/shares/interfaces/BasicChanges.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-basicchanges" tabindex="-1">Interface: BasicChanges <a class="header-anchor" href="#interface-basicchanges" aria-label="Permalink to &quot;Interface: BasicChanges&quot;">​</a></h1><p>Times and attributes to set; absent ones stay. Times are FILETIMEs.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-attributes"></a> <code>attributes?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>A mask of <a href="./../../smb2-codec/variables/FileAttributes.html">FileAttributes</a>; FILE_ATTRIBUTE_NORMAL clears all others.</td></tr><tr><td><a id="property-changetime"></a> <code>changeTime?</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Holds until the next change of the file.</td></tr><tr><td><a id="property-creationtime"></a> <code>creationTime?</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME; until the next change of it.</td></tr><tr><td><a id="property-lastaccesstime"></a> <code>lastAccessTime?</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME; until the next read.</td></tr><tr><td><a id="property-lastwritetime"></a> <code>lastWriteTime?</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>FILETIME; until the next write.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/BasicChanges.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BasicChanges = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BasicChanges as default
};
