import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileTimes","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/FileTimes.md","filePath":"reference/smb2-codec/interfaces/FileTimes.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/FileTimes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filetimes" tabindex="-1">Interface: FileTimes <a class="header-anchor" href="#interface-filetimes" aria-label="Permalink to &quot;Interface: FileTimes&quot;">​</a></h1><p>The times of a file, in FILETIME.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FileSummary.html"><code>FileSummary</code></a></li><li><a href="./../namespaces/fscc/interfaces/FileBasicInformation.html"><code>FileBasicInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-changetime"></a> <code>changeTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-creationtime"></a> <code>creationTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-lastaccesstime"></a> <code>lastAccessTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-lastwritetime"></a> <code>lastWriteTime</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/FileTimes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileTimes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileTimes as default
};
