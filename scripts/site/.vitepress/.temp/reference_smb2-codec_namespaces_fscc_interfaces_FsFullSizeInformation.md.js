import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FsFullSizeInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsFullSizeInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsFullSizeInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FsFullSizeInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fsfullsizeinformation" tabindex="-1">Interface: FsFullSizeInformation <a class="header-anchor" href="#interface-fsfullsizeinformation" aria-label="Permalink to &quot;Interface: FsFullSizeInformation&quot;">​</a></h1><p>FILE_FS_FULL_SIZE_INFORMATION ([MS-FSCC] 2.5.4); FILE_FS_SIZE_INFORMATION lacks the third count (2.5.8).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FsInformation.html"><code>FsInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-actualavailableallocationunits"></a> <code>actualAvailableAllocationUnits</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-bytespersector"></a> <code>bytesPerSector</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-calleravailableallocationunits"></a> <code>callerAvailableAllocationUnits</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-sectorsperallocationunit"></a> <code>sectorsPerAllocationUnit</code></td><td><code>readonly</code></td><td><code>number</code></td></tr><tr><td><a id="property-totalallocationunits"></a> <code>totalAllocationUnits</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FsFullSizeInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsFullSizeInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsFullSizeInformation as default
};
