import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FsSectorSizeInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsSectorSizeInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsSectorSizeInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FsSectorSizeInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fssectorsizeinformation" tabindex="-1">Interface: FsSectorSizeInformation <a class="header-anchor" href="#interface-fssectorsizeinformation" aria-label="Permalink to &quot;Interface: FsSectorSizeInformation&quot;">​</a></h1><p>FILE_FS_SECTOR_SIZE_INFORMATION ([MS-FSCC] 2.5.7).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FsInformation.html"><code>FsInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-byteoffsetforpartitionalignment"></a> <code>byteOffsetForPartitionAlignment</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-byteoffsetforsectoralignment"></a> <code>byteOffsetForSectorAlignment</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-filesystemeffectivephysicalbytespersectorforatomicity"></a> <code>fileSystemEffectivePhysicalBytesPerSectorForAtomicity</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-logicalbytespersector"></a> <code>logicalBytesPerSector</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-physicalbytespersectorforatomicity"></a> <code>physicalBytesPerSectorForAtomicity</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-physicalbytespersectorforperformance"></a> <code>physicalBytesPerSectorForPerformance</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-sectorsizeflags"></a> <code>sectorSizeFlags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/SectorSizeFlags.html">SectorSizeFlags</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FsSectorSizeInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsSectorSizeInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsSectorSizeInformation as default
};
