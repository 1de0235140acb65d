import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DirectorySurroundings","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/DirectorySurroundings.md","filePath":"reference/shares/interfaces/DirectorySurroundings.md"}');
const _sfc_main = { name: "reference/shares/interfaces/DirectorySurroundings.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-directorysurroundings" tabindex="-1">Interface: DirectorySurroundings <a class="header-anchor" href="#interface-directorysurroundings" aria-label="Permalink to &quot;Interface: DirectorySurroundings&quot;">​</a></h1><p>The surroundings of a directory share.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-disk"></a> <code>disk?</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/Disk.html"><code>Disk</code></a></td><td>Absent: the real file system.</td></tr><tr><td><a id="property-pinning"></a> <code>pinning?</code></td><td><code>readonly</code></td><td>(<code>disk</code>, <code>root</code>) =&gt; | <a href="./../type-aliases/PinRoot.html"><code>PinRoot</code></a> | <code>Promise</code>&lt;<a href="./../type-aliases/PinRoot.html"><code>PinRoot</code></a>&gt;</td><td>Absent: the safest way that the system offers.</td></tr><tr><td><a id="property-runtime"></a> <code>runtime</code></td><td><code>readonly</code></td><td><a href="./../../index/interfaces/Runtime.html"><code>Runtime</code></a></td><td>Clock and randomness.</td></tr><tr><td><a id="property-warn"></a> <code>warn?</code></td><td><code>readonly</code></td><td>(<code>message</code>) =&gt; <code>void</code></td><td>Gets warnings for an administrator, in sentences; absent: warnings are dropped.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/DirectorySurroundings.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DirectorySurroundings = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DirectorySurroundings as default
};
